import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { dayTurnMessage } from '../../src/messages/day-turn-message.ts';
import { claimFaults, eventFaults, eventNames } from '../apply/event-schemas.ts';
import { outgoingCommand } from '../consume/outgoing-command.ts';
import { openRegisterBench, PARTITIONS } from '../consume/register-bench.ts';
import type { RegisterBench } from '../consume/register-bench.ts';
import { DUTCH } from '../domain/history.ts';
import {
  correctionAnswer,
  correctionRequest,
  deletion,
  keyData,
  matchResult,
  personId,
  snapshot,
  statement,
  teacherRequest,
} from '../wire.ts';
import { bindingFaults, profileFaults, specificationFaults } from './cloud-event-faults.ts';

const [known, short, kept, apprentice, graduate, mistaken, leaver] = [1, 2, 3, 4, 5, 6, 7].map(personId) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const DAY = '2026-09-01';

const turns = (day: string): Opdracht[] =>
  Array.from({ length: PARTITIONS }, (_, partition) => dayTurnMessage(partition, day));

/** Commands that lead to every kind of event, in the order in which they come. */
function everything(): Opdracht[] {
  const stated = statement(known, DAY, DUTCH);
  const asked = correctionRequest(known, DAY);
  const request = deterministicId('correctieverzoek', asked.id);
  return [
    snapshot({ person: known, day: DAY, spans: [['501', '2020-08-01']], stand: { personeelsnummer: 'P-GEHEIM' } }),
    stated,
    matchResult(known, deterministicId('claim', stated.id, 0), DAY),
    keyData({ person: known, day: DAY }),
    asked,
    correctionAnswer(known, DAY, request, 'AANGEPAST'),
    snapshot({ person: known, day: DAY, spans: [['501', '2020-09-01']] }),
    snapshot({
      person: short,
      day: DAY,
      spans: [['501', '2026-09-03', '2026-09-05']],
      stand: { datumEindeBenoeming: '2026-09-05' },
    }),
    statement(short, DAY, DUTCH),
    snapshot({ person: kept, day: DAY }),
    teacherRequest('VERZOEK_UITSCHRIJVING', kept, DAY),
    snapshot({ person: kept, day: DAY, number: '2' }),
    snapshot({ person: apprentice, day: DAY, spans: [['511', '2024-08-01', '2026-12-31']] }),
    snapshot({
      person: apprentice,
      day: DAY,
      spans: [
        ['511', '2024-08-01', '2026-12-31'],
        ['512', '2027-01-01'],
      ],
    }),
    snapshot({ person: graduate, day: DAY, spans: [['511', '2025-08-01']] }),
    snapshot({
      person: graduate,
      day: DAY,
      spans: [
        ['511', '2025-08-01', '2026-08-31'],
        ['501', '2026-09-01'],
      ],
    }),
    snapshot({ person: mistaken, day: DAY }),
    deletion({ person: mistaken, day: DAY, begin: '2020-08-01' }),
    snapshot({ person: leaver, day: DAY, spans: [['501', '2020-08-01', '2027-07-31']] }),
    teacherRequest('VERZOEK_UITSCHRIJVING', leaver, DAY),
    ...['2026-09-03', '2026-09-06', '2028-02-01', '2028-08-01', '2028-09-01'].flatMap(turns),
    ...['2031-09-02', '2033-09-01', '2033-09-02'].flatMap(turns),
  ];
}

let bench: RegisterBench;
let records: IncomingRecord[];

beforeAll(async () => {
  bench = await openRegisterBench();
  await bench.publish(...everything().map(outgoingCommand));
  await bench.settled();
  records = await bench.read('lrr.registratie.v1');
});
afterAll(() => bench.close());

const eventsOf = (): Record<string, string>[] =>
  records.map(({ value }) => JSON.parse(String(value)) as Record<string, string>);

describe('what the register published on lrr.registratie.v1', () => {
  it('was every kind of event', () => {
    const names = eventsOf().map(({ type }) => type?.split('.')[2] ?? '');
    expect([...new Set(names)].sort()).toEqual([...eventNames].sort());
  });

  it('is CloudEvents 1.0 in structured mode, keeps the NL GOV profile and its own schemas', () => {
    for (const record of records) {
      const event = JSON.parse(String(record.value)) as { type: string };
      const faults = [specificationFaults(event), profileFaults(event), bindingFaults(record), eventFaults(event)];
      expect({ type: event.type, faults: faults.flat() }).toEqual({ type: event.type, faults: [] });
    }
  });

  it('has ids that are unique within their source', () => {
    const all = eventsOf().map(({ source, id }) => `${source} ${id}`);
    expect(new Set(all).size).toBe(all.length);
  });

  it('counts each person from 1 without gap, in the order of the topic and of the alphabet', () => {
    for (const [subject, events] of Map.groupBy(eventsOf(), (event) => event['subject'])) {
      const numbers = events.map(({ sequence }) => sequence);
      expect({ subject, numbers: numbers.map(Number) }).toEqual({ subject, numbers: numbers.map((_, i) => i + 1) });
      expect([...numbers].sort()).toEqual(numbers);
    }
  });

  it('tells no personeelsnummer and nothing that teacher or board wrote', () => {
    const text = records.map(({ value }) => String(value)).join('\n');
    for (const secret of ['P-GEHEIM', 'Ik begon', 'Zie onze administratie']) expect(text).not.toContain(secret);
  });
});

it('claims on lrr.onderwijsopgave.v1 are as their schema says', async () => {
  const claims = await bench.read('lrr.onderwijsopgave.v1');
  expect(claims.length).toBeGreaterThan(0);
  for (const { value } of claims) expect(claimFaults(JSON.parse(String(value)))).toEqual([]);
  expect(claimFaults({ ...JSON.parse(String(claims[0]?.value)), naam: 'x' })).not.toEqual([]);
});
