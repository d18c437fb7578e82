import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan, Scenario, Step } from './plan-types.ts';

/**
 * Writes the plan for a supplier: `plan.json` for the kit, `scenarios.md` to work through by hand, and per scenario the
 * records, one a line, in the order of delivery. @returns the files
 */
export function writePlan(folder: string, plan: Plan): string[] {
  mkdirSync(path.join(folder, 'scenarios'), { recursive: true });
  const files = new Map<string, string>([
    ['plan.json', `${JSON.stringify(plan, undefined, 2)}\n`],
    ['scenarios.md', pageOf(plan)],
    ...plan.scenarios.map(
      ({ id, stappen }) =>
        [
          path.join('scenarios', `${id}.ndjson`),
          stappen.map(({ bericht }) => `${JSON.stringify(bericht)}\n`).join(''),
        ] as const,
    ),
  ]);
  for (const [name, content] of files) writeFileSync(path.join(folder, name), content);
  return [...files.keys()].map((name) => path.join(folder, name));
}

function pageOf(plan: Plan): string {
  return [
    `# Scenario's van de kit (zaad ${plan.zaad}, datum ${plan.vandaag})`,
    '',
    'Speel elk scenario na in uw systeem, of lever het bestand met de berichten aan. Wie zelf berichten maakt, neemt persoon,',
    'benoemingvolgnummer, data en grondslagen over; berichtnummer, tijd en personeelsnummer zijn vrij.',
    '',
    ...plan.scenarios.flatMap(sectionOf),
  ].join('\n');
}

function sectionOf(scenario: Scenario): string[] {
  const ready =
    scenario.kantEnKlaar === true
      ? [`Lever het bestand scenarios/${scenario.id}.ndjson aan; dit bericht is met opzet fout.`, '']
      : [];
  return [
    `## ${scenario.id}: ${scenario.titel}`,
    '',
    `${scenario.uitleg} Bestuur ${scenario.bestuur}${scenario.proef === true ? ', op proef' : ''}.`,
    '',
    ...ready,
    ...scenario.stappen.flatMap((step, index) => [
      `${index + 1}. ${step.doe} ${outcomeOf(step)}`,
      ...(scenario.gebeurtenis?.naStap === index ? [eventLine(scenario)] : []),
    ]),
    '',
  ];
}

function eventLine({ id, gebeurtenis }: Scenario): string {
  if (gebeurtenis === undefined) return '';
  const told = gebeurtenis.soort === 'CORRECTIEVERZOEK' ? 'bericht 16' : 'bericht 15';
  return `   - Dan: ${gebeurtenis.gebeurt} (\`kit events --only ${id}\`). U haalt ${told} op, over benoeming ${gebeurtenis.benoemingvolgnummer}.`;
}

function outcomeOf({ ontvangst, terugkoppeling }: Step): string {
  const receipt = [ontvangst.statusMelding, ...ontvangst.signalen].join(' ');
  if (terugkoppeling === undefined) return `Ontvangst: ${receipt}. Geen eigen terugkoppeling.`;
  return `Ontvangst: ${receipt}. Terugkoppeling: ${[terugkoppeling.berichtsoort, ...terugkoppeling.signalen].join(' ')}.`;
}
