import { afterAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import openapi from '../../../../schemas/openapi/register-state.json' with { type: 'json' };
import type { Opdracht, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { compareBoard, comparePersons } from '../../src/comparison/compare-board.ts';
import { appointmentDigest, digestOf } from '../../src/comparison/digest.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import { deletion, personId, snapshot } from '../wire.ts';

afterAll(closePartitions);

const DAY = '2020-09-01';
const [anna, ben, carla] = [1, 2, 3].map(personId).toSorted() as [string, string, string];

// As a school would write it from the description alone: no word of the register's own code.
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}

/** Of the record as the school delivered it. */
function ofAppointment(wire: Opdracht): { number: string; digest: string } {
  const kept = Object.entries((wire as { inhoud: Stand }).inhoud).filter(
    ([name]) => !['persoon', 'standvolgnummer', 'personeelsnummer'].includes(name),
  );
  const content = Object.fromEntries(kept) as unknown as Stand;
  return { number: content.benoemingvolgnummer, digest: sha256(canonical(content)) };
}

function ofSeveral(...wires: Opdracht[]): string {
  const lines = wires.map(ofAppointment).map(({ number, digest }) => `${number} ${digest}\n`);
  return sha256(lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join(''));
}

const at = (...vestigingen: string[]): Partial<Stand> => ({
  perioden: [
    { datumBegin: '2020-08-01', grondslagen: [{ benoemingsgrondslag: '501', vestigingen }] },
  ] as Stand['perioden'],
});

describe('the digest', () => {
  it('of the worked example in the description is what the register makes of it', () => {
    const { description } = openapi.paths['/vergelijkingen'].get;
    const [, stand = '', own, location] =
      /Voorbeeld: van `(\{.*\})` is het controlegetal `([0-9a-f]{64})`;.*`([0-9a-f]{64})`/s.exec(description) ?? [];
    const appointment = appointmentDigest({
      ...(JSON.parse(stand) as Stand),
      standvolgnummer: 7,
      personeelsnummer: 'P',
    });
    expect(appointment).toEqual({ number: '1', digest: own });
    expect(sha256(stand)).toBe(own);
    expect(digestOf([appointment])).toBe(location);
    expect(sha256(`1 ${own}\n`)).toBe(location);
    expect(digestOf([])).toBe(sha256(''));
  });

  it('of the example for makers of school software is what the register makes of it', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../../../docs/vergelijken.md'), 'utf8');
    const texts = [...page.matchAll(/```json\n(.*?)\n```/gs)].map(([, text = '']) => text);
    const told = [...page.matchAll(/\| `([0-9a-f]{64})` \|/g)].map(([, digest]) => digest);
    const both = texts.map((text) => appointmentDigest(JSON.parse(text) as Stand));
    expect(texts.map((text) => canonical(JSON.parse(text)))).toEqual(texts);
    expect(told).toEqual([...both.map(({ digest }) => digest), digestOf(both), digestOf(both.slice(1))]);
    expect(told).toEqual([...texts.map(sha256), sha256(`1 ${told[0]}\n10 ${told[1]}\n`), sha256(`10 ${told[1]}\n`)]);
  });
});

describe('what a board has on a day', () => {
  it('comes to the numbers and digests that its own system makes of what it delivered', async () => {
    const register = await partition();
    const delivered = {
      anna1: snapshot({
        person: anna,
        day: DAY,
        number: '1',
        stand: { ...at('01AB00', '01AB01'), personeelsnummer: 'P1' },
      }),
      anna10: snapshot({ person: anna, day: DAY, number: '10', order: 3, stand: at('01AB00') }),
      ben1: snapshot({ person: ben, day: DAY, number: '1', stand: at('01AB00') }),
      // Valid, but between two periods: at no location.
      carla2: snapshot({
        person: carla,
        day: DAY,
        number: '2',
        spans: [
          ['501', '2020-08-01', '2020-08-31'],
          ['501', '2020-10-01'],
        ],
      }),
    };
    const others = [
      snapshot({ person: anna, day: DAY, board: '42000', stand: at('01AB00') }),
      snapshot({ person: ben, day: DAY, number: '3', spans: [['501', '2020-10-01']] }),
      snapshot({ person: carla, day: DAY, number: '4', stand: at('01AB00') }),
      deletion({ person: carla, day: DAY, number: '4', begin: '2020-08-01' }),
    ];
    await register.apply(...Object.values(delivered), ...others);
    const { anna1, anna10, ben1 } = delivered;

    expect(await compareBoard(register.database, { board: '41000', day: DAY })).toEqual({
      appointments: 4,
      persons: 3,
      digest: ofSeveral(...Object.values(delivered)),
      locations: [
        { location: '01AB00', appointments: 3, persons: 2, digest: ofSeveral(anna1, anna10, ben1) },
        { location: '01AB01', appointments: 1, persons: 1, digest: ofSeveral(anna1) },
      ],
    });

    const page = { board: '41000', day: DAY, location: '01AB00', limit: 1 };
    expect(await comparePersons(register.database, { ...page, after: null })).toEqual({
      persons: [
        {
          registerId: anna,
          digest: ofSeveral(anna1, anna10),
          appointments: [ofAppointment(anna1), ofAppointment(anna10)],
        },
      ],
      hasMore: true,
    });
    expect(await comparePersons(register.database, { ...page, after: anna })).toEqual({
      persons: [{ registerId: ben, digest: ofSeveral(ben1), appointments: [ofAppointment(ben1)] }],
      hasMore: false,
    });
  });

  it("is another when anything but the school's own numbers changes", async () => {
    const register = await partition();
    const told = async (): Promise<string> =>
      (await compareBoard(register.database, { board: '41000', day: DAY })).digest;
    await register.apply(snapshot({ person: anna, day: DAY, order: 1, stand: at('01AB00') }));
    const first = await told();
    await register.apply(
      snapshot({ person: anna, day: DAY, order: 2, stand: { ...at('01AB00'), personeelsnummer: 'P9' } }),
    );
    expect(await told()).toBe(first);
    await register.apply(snapshot({ person: anna, day: DAY, order: 3, stand: at('01AB00', '01AB01') }));
    expect(await told()).not.toBe(first);
  });

  it('is added up over several pages of persons', async () => {
    const register = await partition();
    const wires = Array.from({ length: 1_203 }, (_, index) =>
      snapshot({ person: personId(5_000 + index), day: DAY, stand: at('01AB00') }),
    );
    await register.apply(...wires);
    const { persons, appointments, digest, locations } = await compareBoard(register.database, {
      board: '41000',
      day: DAY,
    });
    expect([persons, appointments, locations.length]).toEqual([1_203, 1_203, 1]);
    expect(digest).toBe(ofSeveral(...wires));
  });
});
