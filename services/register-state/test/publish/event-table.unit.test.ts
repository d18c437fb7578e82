import { describe, expect, it } from '@jest/globals';
import { eventTable } from '../../../../schemas/events/v1/event-table.ts';
import { topicMessages } from '../../../../schemas/asyncapi/topic-messages.ts';
import type { Command } from '../../src/domain/commands.ts';
import { eventNames } from '../apply/event-schemas.ts';
import { toldByProceedings, toldBySimulation } from './told-events.ts';

/** An operator's rejection stays inside the register: it is no command of lrr.opdracht.v1 and tells nothing. */
const SOORT: Readonly<Record<Exclude<Command['kind'], 'operator-rejection'>, string>> = {
  snapshot: 'AANLEVEREN_BENOEMING',
  deletion: 'AANLEVEREN_VERWIJDERING_BENOEMING',
  'key-data': 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS',
  'correction-answer': 'ANTWOORD_CORRECTIEVERZOEK',
  'teaching-statement': 'OPGAVE_ONDERWIJS',
  'match-result': 'MATCHRESULTAAT',
  'removal-request': 'VERZOEK_UITSCHRIJVING',
  'stay-request': 'VERZOEK_BEHOUD_NA_PENSIOEN',
  'correction-request': 'AANVRAAG_CORRECTIE',
  'decision-request': 'VERZOEK_BESLUIT',
  decision: 'BESLUIT',
  objection: 'BEZWAAR',
  'objection-handling': 'BEHANDELING_BEZWAAR',
  'objection-advice': 'ADVIES_BEZWAAR',
  'objection-review': 'BESLISSING_OP_BEZWAAR',
  appeal: 'BEROEP',
  ruling: 'UITSPRAAK',
  death: 'OVERLIJDEN',
  'state-pension': 'AOW_BEREIKT',
  'brp-mutation': 'BRP_MUTATIE',
  'day-turn': 'DAGOVERGANG',
};
const soortOf = (command: Command['kind']): string => (command === 'operator-rejection' ? command : SOORT[command]);

const HISTORIES = 2_000;

describe('the table of events', () => {
  it('names every event that has a schema, and every command of the topic', () => {
    const commands = (topicMessages().get('lrr.opdracht.v1') ?? []).map(({ type }) => type);
    expect(Object.keys(eventTable.gebeurtenissen).sort()).toEqual([...eventNames].sort());
    expect(Object.keys(eventTable.opdrachten).sort()).toEqual(commands.sort());
  });

  it('names each pair of command and event that occurs, and no other', () => {
    const told = [...toldBySimulation(HISTORIES), ...toldByProceedings()].filter(({ events }) => events.length > 0);
    const occurred = new Set(
      told.flatMap(({ command, events }) => events.map((event) => `${soortOf(command)} → ${event}`)),
    );
    const thin = [...occurred].filter((pair) => pair.endsWith('→ registratie-gewijzigd'));
    const named = Object.entries(eventTable.opdrachten).flatMap(([soort, { altijd, soms }]) =>
      [...altijd, ...soms].map((event) => `${soort} → ${event}`),
    );
    expect([...occurred].filter((pair) => !thin.includes(pair)).sort()).toEqual(named.sort());

    for (const { command, events } of told) {
      const always = eventTable.opdrachten[soortOf(command)]?.altijd ?? [];
      expect({ command, missing: always.filter((event) => !(events as string[]).includes(event)) }).toEqual({
        command,
        missing: [],
      });
      expect(events.indexOf('registratie-gewijzigd')).toBe(events.length - 1);
    }
  }, 240_000);
});
