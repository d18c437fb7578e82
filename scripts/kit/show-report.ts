import type { Report } from './check-journal.ts';
import type { Finding } from './finding.ts';

/** true when the supplier's system did everything it tried as it should. */
export function isSound({ fout, algemeen }: Report): boolean {
  return fout === 0 && algemeen.every(({ soort }) => soort === 'VREEMD_BERICHT');
}

/** The report for a person. */
export function showReport(report: Report): string {
  const wrong = report.scenarios.filter(({ uitkomst }) => uitkomst === 'FOUT');
  const missing = report.scenarios.filter(({ uitkomst }) => uitkomst === 'NIET_GESPEELD');
  const lines = [
    `Verslag van de kit, zaad ${report.zaad}: ${report.goed} scenario's goed, ${report.fout} fout, ${report.nietGespeeld} niet gespeeld.`,
    ...wrong.flatMap(({ id, titel, bevindingen }) => ['', `FOUT  ${id}: ${titel}`, ...bevindingen.map(showFinding)]),
    ...(report.algemeen.length === 0 ? [] : ['', 'Over het geheel:', ...report.algemeen.map(showFinding)]),
    ...(missing.length === 0 ? [] : ['', `Niet gespeeld: ${missing.map(({ id }) => id).join(', ')}.`]),
    ...report.overgeslagen.map((reason) => `Niet in het plan. ${reason}`),
    ...(isSound(report) && report.goed > 0 ? ['', 'Alles wat gespeeld is, is goed.'] : []),
  ];
  return lines.join('\n');
}

function showFinding({ soort, stap, tekst }: Finding): string {
  return `  ${stap === undefined ? '' : `[${stap}] `}${soort}: ${tekst}`;
}
