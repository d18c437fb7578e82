import table from './event-table.json' with { type: 'json' };

interface Row {
  /** What the command is, in a few words. */
  readonly wat: string;
  /** Events that are among those of every such command that changed anything, besides registratie-gewijzigd. */
  readonly altijd: readonly string[];
  /** Events that may be. */
  readonly soms: readonly string[];
}

/** Which event follows on which kind of command, held against generated histories of the register. */
export const eventTable: {
  /** When there is such an event, whatever the command. */
  readonly gebeurtenissen: Readonly<Record<string, string>>;
  /** By `soort` of lrr.opdracht.v1. */
  readonly opdrachten: Readonly<Record<string, Row>>;
} = table;

/** The table as a page, for who follows the events. */
export function eventTablePage(): string {
  const { gebeurtenissen, opdrachten } = eventTable;
  const from = (event: string): string =>
    Object.entries(opdrachten)
      .flatMap(([soort, { altijd, soms }]) =>
        altijd.includes(event) ? [`**${soort}**`] : soms.includes(event) ? [soort] : [],
      )
      .join(', ');
  return [
    '<!-- Written by schemas/generate.ts from event-table.json; change that and run it again. -->',
    '# Welke gebeurtenis volgt op welke opdracht',
    '',
    'Een opdracht die niets verandert (afgewezen, herhaald, zonder gevolg) geeft geen gebeurtenis. Elke andere sluit met',
    '`registratie-gewijzigd`; die staat hieronder niet telkens vermeld.',
    '',
    'Wat er gebeurt met iemand die bewaard wordt (BEWAARD vóór de opdracht en erna), komt met plaats en soort maar zonder',
    'inhoud: `data` is `{"status": "BEWAARD"}`, behalve van `persoon-bewaard` en `registratie-gewijzigd`.',
    '',
    '## Per opdracht',
    '',
    '| opdracht | wat | altijd | soms |',
    '| --- | --- | --- | --- |',
    ...Object.entries(opdrachten).map(
      ([soort, { wat, altijd, soms }]) =>
        `| ${soort} | ${wat} | ${altijd.join(', ') || '–'} | ${soms.join(', ') || '–'} |`,
    ),
    '',
    '## Per gebeurtenis',
    '',
    'Vet: bij elke zulke opdracht die iets verandert.',
    '',
    '| gebeurtenis | wanneer | volgt op |',
    '| --- | --- | --- |',
    ...Object.entries(gebeurtenissen).map(([event, when]) => `| ${event} | ${when} | ${from(event) || 'alle'} |`),
    '',
  ].join('\n');
}
