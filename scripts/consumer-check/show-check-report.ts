import type { CheckReport } from './check-receiver.ts';

/** The report for a person. */
export function showCheckReport({ url, goed, fout, nietGetoetst, toetsen, ...report }: CheckReport): string {
  const lines = toetsen.flatMap(({ id, titel, uitkomst, bevinding, herstel }) => [
    `${uitkomst.padEnd(13)} ${id}: ${titel}`,
    ...(bevinding === undefined ? [] : [`    Gevonden: ${bevinding}.`]),
    ...(herstel === undefined ? [] : [`    Herstel:  ${herstel}`]),
  ]);
  const skipped = nietGetoetst === 0 ? '' : `, ${String(nietGetoetst)} niet getoetst`;
  return [
    `Ontvanger ${url}: ${String(goed)} goed, ${String(fout)} fout${skipped}.`,
    '',
    ...lines,
    '',
    `Langzaamste antwoord: ${String(report.langzaamsteAntwoordMs)} ms. Wij wachten hoogstens 15 seconden.`,
    ...(report.pasNaHerhaling > 0
      ? [`Pas na een herhaling aangenomen: ${String(report.pasNaHerhaling)}. De eerste keer ging er bij u iets mis.`]
      : []),
    ...(report.geteld ? [] : ['Of u alles eenmaal telt, is niet getoetst: zeg met --count-url waar dat te zien is.']),
  ].join('\n');
}
