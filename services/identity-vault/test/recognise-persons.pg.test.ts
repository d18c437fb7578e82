import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UpstreamError } from '../../_platform/src/http/upstream-error.ts';
import type { RecognitionOutcome, PersonAsked } from '../src/work/recognition.ts';
import { recognisePersons } from '../src/work/recognise-persons.ts';
import { CANARY_SURNAME, asAsked, newCitizen, newNumber } from './citizens.ts';
import { outboxMessages } from './outbox-messages.ts';
import type { BrpRecord } from './outside-world.ts';
import { startParts } from './parts-on-postgres.ts';
import type { PartsOnPostgres } from './parts-on-postgres.ts';

const TODAY = '2020-09-01';
const nonResident = {
  geslachtsnaam: CANARY_SURNAME,
  voornamen: 'Ann',
  adresregel1: 'Kanariestraat 1',
  landcode: '5010',
};

let vault: PartsOnPostgres;

beforeAll(async () => {
  vault = await startParts(TODAY);
});
afterAll(() => vault.stop());
beforeEach(() => {
  vault.world.away.clear();
  vault.world.brpQuestions.length = 0;
});

const ask = (...personen: PersonAsked[]): Promise<RecognitionOutcome[]> =>
  recognisePersons(vault.parts, { ontvangstdag: TODAY, personen }, 'appointment-intake');
const settle = (citizen: BrpRecord): BrpRecord => {
  vault.world.persons.set(citizen.burgerservicenummer, citizen);
  return citizen;
};
const makeKnown = (registerId: string | undefined): Promise<unknown> =>
  vault.parts.database.query('UPDATE persons SET known_at = now() WHERE register_id = $1', [registerId]);
const codesOf = (outcome: RecognitionOutcome | undefined): string[] => outcome?.signalen.map(({ code }) => code) ?? [];

describe('the order of a request', () => {
  it('is that of the answer, with one question to the BRP and one person per number', async () => {
    const [one, two] = [settle(newCitizen()), settle(newCitizen())];
    const outcomes = await ask(
      asAsked(one),
      { ...asAsked(two), geslacht: 'M' },
      { ...asAsked(one), burgerservicenummer: '000000000' },
      asAsked(one),
      { ...asAsked(one), burgerservicenummer: newNumber() },
      asAsked(two),
    );
    expect(outcomes.map(codesOf)).toEqual([[], ['752'], ['750'], [], ['753'], []]);
    expect(outcomes[0]?.registratieId).toBe(outcomes[3]?.registratieId);
    expect(outcomes[0]?.registratieId).not.toBe(outcomes[5]?.registratieId);
    expect(outcomes[0]).toMatchObject({ aowBereikt: false, brpGekoppeld: true });
    for (const at of [1, 2, 4]) expect(Object.keys(outcomes[at] ?? {})).toEqual(['signalen']);
    expect(vault.world.brpQuestions).toHaveLength(1);
    expect(vault.world.brpQuestions[0]).toHaveLength(3);
  });

  it('may be empty', async () => {
    expect(await ask()).toEqual([]);
    expect(vault.world.brpQuestions).toEqual([]);
  });
});

it('gives one person to concurrent requests with the same new numbers, in whatever order they ask', async () => {
  const citizens = Array.from({ length: 40 }, () => settle(newCitizen()));
  const answers = await Promise.all(
    Array.from({ length: 8 }, async (_, turn) => {
      const order = turn % 2 === 0 ? citizens : citizens.toReversed();
      const outcomes = await ask(...order.map(asAsked));
      return new Map(order.map(({ burgerservicenummer }, at) => [burgerservicenummer, outcomes[at]?.registratieId]));
    }),
  );
  for (const { burgerservicenummer } of citizens) {
    const ids = new Set(answers.map((answer) => answer.get(burgerservicenummer)));
    expect(ids.size).toBe(1);
    expect([...ids][0]).toMatch(/^[0-9a-f-]{36}$/);
  }
});

describe('the BRP', () => {
  it('is asked again for somebody who is not known yet, and not for a known person', async () => {
    const citizen = settle(newCitizen());
    const [first] = await ask(asAsked(citizen));
    await ask(asAsked(citizen));
    expect(vault.world.brpQuestions).toHaveLength(2);
    await makeKnown(first?.registratieId);
    vault.world.away.add('brp');
    const [later] = await ask(asAsked(citizen));
    expect(later?.registratieId).toBe(first?.registratieId);
    expect(vault.world.brpQuestions).toHaveLength(2);
  });

  it('puts the whole request off when it is needed and away, and nothing is stored', async () => {
    const citizen = settle(newCitizen());
    vault.world.away.add('brp');
    const before = await outboxMessages(vault.parts.database, 'lrr.verwerking.v1');
    await expect(ask(asAsked(citizen))).rejects.toMatchObject({ code: 'UPSTREAM_DOWN', retryable: true });
    await expect(ask(asAsked(citizen))).rejects.toBeInstanceOf(UpstreamError);
    expect(await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).toHaveLength(before.length);
  });

  it('takes fresh facts for somebody who is not known yet', async () => {
    const citizen = settle(newCitizen({ geboortedatum: '1970-01-01' }));
    await ask(asAsked(citizen));
    settle({ ...citizen, geboortedatum: '1970-01-02' });
    expect(codesOf((await ask(asAsked(citizen)))[0])).toEqual(['752']);
  });

  it('links a non-resident who has come to be in it, and has what follows from that looked after', async () => {
    const citizen = newCitizen();
    const [outside] = await ask({ ...asAsked(citizen), nietIngezetene: nonResident });
    expect(outside).toMatchObject({ brpGekoppeld: false });
    await makeKnown(outside?.registratieId);
    settle(citizen);
    const [linked] = await ask({ ...asAsked(citizen), nietIngezetene: nonResident });
    expect(linked).toMatchObject({ brpGekoppeld: true, registratieId: outside?.registratieId });
    expect(codesOf(linked)).toEqual(['771']);
    const { rows } = await vault.parts.database.query('SELECT 1 FROM brp_refreshes');
    expect(rows).toHaveLength(1);
  });
});

describe('the processing log', () => {
  it('has one line per person looked up, with one pseudonym, and none for a number that fails its test', async () => {
    const [one, two] = [settle(newCitizen()), settle(newCitizen())];
    const before = (await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).length;
    const outcomes = await ask(
      asAsked(one),
      asAsked(one),
      { ...asAsked(two), geslacht: 'M' },
      { ...asAsked(one), burgerservicenummer: '000000000' },
    );
    const lines = (await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).slice(before);
    expect(lines).toHaveLength(2);
    expect(lines[0]?.value).toMatchObject({
      verwerkingsactiviteit: 'PERSOON_HERKENNEN',
      uitvoerder: 'identity-vault',
      opVerzoekVan: 'appointment-intake',
      betrokkene: outcomes[0]?.registratieId,
      betrokkeneDomein: 'register',
    });
    // Somebody whose record was rejected was looked up as well: the line leads to them.
    const { rows } = await vault.parts.database.query('SELECT 1 FROM persons WHERE register_id = $1', [
      lines[1]?.value['betrokkene'],
    ]);
    expect(rows).toHaveLength(1);
  });
});

it('keeps nothing of somebody who is in neither the BRP nor an accepted record', async () => {
  const count = async (): Promise<unknown> =>
    (await vault.parts.database.query('SELECT count(*) AS n FROM persons')).rows[0]?.['n'];
  const before = await count();
  const stranger = asAsked(newCitizen());
  expect(codesOf((await ask(stranger))[0])).toEqual(['753']);
  expect(await count()).toBe(before);
});

it('stores no number, name, birth date or address in readable form, in any column of any table', async () => {
  const citizen = settle(newCitizen({ geboortedatum: '1957-11-23', voornamen: 'Zonderling' }));
  const outsider = newCitizen({ geboortedatum: '1958-12-24' });
  const outcomes = await ask(asAsked(citizen), { ...asAsked(outsider), nietIngezetene: nonResident });
  expect(outcomes.map(codesOf)).toEqual([[], []]);

  const secrets = [
    citizen.burgerservicenummer,
    outsider.burgerservicenummer,
    CANARY_SURNAME,
    'Zonderling',
    'Kanariestraat',
    '1957-11-23',
    '1958-12-24',
    // The day of the state pension age would give the birth date away: 66 years and 10 months, 67 years.
    '2024-11-23',
    '2025-12-24',
  ];
  const { rows: tables } = await vault.parts.database.query<{ name: string }>(
    `SELECT format('%I', table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  expect(tables.length).toBeGreaterThan(5);
  for (const { name } of tables) {
    const { rows } = await vault.parts.database.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
    // bytea is shown as hexadecimal, so a readable value inside one is looked for in that form too.
    const content = rows.map(({ line }) => line).join('\n');
    for (const secret of secrets) {
      expect({ name, found: content.includes(secret) }).toEqual({ name, found: false });
      expect({ name, found: content.includes(Buffer.from(secret).toString('hex')) }).toEqual({ name, found: false });
    }
  }
});

it('gives a person three ids that have nothing to do with one another', async () => {
  const [outcome] = await ask(asAsked(settle(newCitizen())));
  const { rows } = await vault.parts.database.query<Record<string, string>>(
    'SELECT register_id, matching_id, portfolio_id FROM persons WHERE register_id = $1',
    [outcome?.registratieId],
  );
  const ids = Object.values(rows[0] ?? {});
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
