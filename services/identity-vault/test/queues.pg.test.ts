import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deterministicId } from '../../_platform/src/ids/deterministic-id.ts';
import { lookupOf } from '../src/crypto/lookup-hash.ts';
import type { Lookup } from '../src/crypto/lookup-hash.ts';
import type { ClaimId } from '../src/domain/ids.ts';
import { finishBrpRefreshes } from '../src/sql/finish-brp-refreshes.ts';
import { finishClaims } from '../src/sql/finish-claims.ts';
import { postponeBrpRefreshes } from '../src/sql/postpone-brp-refreshes.ts';
import { postponeClaims } from '../src/sql/postpone-claims.ts';
import { requestBrpRefreshes } from '../src/sql/request-brp-refreshes.ts';
import { wantClaimsAgain } from '../src/sql/want-claims-again.ts';
import {
  ASK_FOR_MS,
  askDiplomaRegister,
  LEASE_SECONDS,
  QUESTION_TIMEOUT_MS,
} from '../src/work/ask-diploma-register.ts';
import { passDay } from '../src/work/pass-day.ts';
import { recognisePersons } from '../src/work/recognise-persons.ts';
import { MUTATION_PASSES, refreshFromBrp } from '../src/work/refresh-from-brp.ts';
import { asAsked, newCitizen } from './citizens.ts';
import { outboxMessages } from './outbox-messages.ts';
import type { BrpRecord } from './outside-world.ts';
import { startParts } from './parts-on-postgres.ts';
import type { PartsOnPostgres } from './parts-on-postgres.ts';

let vault: PartsOnPostgres;

beforeAll(async () => {
  vault = await startParts('2020-09-01');
});
afterAll(() => vault.stop());

const lookup = ({ burgerservicenummer }: BrpRecord): Lookup => lookupOf(vault.parts.keys.lookup, burgerservicenummer);
const sql = async (text: string, ...params: unknown[]): Promise<Record<string, unknown>[]> =>
  (await vault.parts.database.query(text, params)).rows;

async function recognise(citizen: BrpRecord): Promise<string[]> {
  vault.world.persons.set(citizen.burgerservicenummer, citizen);
  const request = { ontvangstdag: vault.parts.clock.today(), personen: [asAsked(citizen)] };
  const [outcome] = await recognisePersons(vault.parts, request, 'appointment-intake');
  return outcome?.signalen.map(({ code }) => code) ?? [];
}
const makeKnown = (citizen: BrpRecord): Promise<unknown> =>
  sql(`UPDATE persons SET known_at = now() WHERE lookup = decode($1, 'hex')`, lookup(citizen));

describe('a mutation of the BRP', () => {
  const makeDue = (): Promise<unknown> => sql('UPDATE brp_refreshes SET due_at = now()');

  it('is looked at twice, so that a person made from older facts just after the first look is not missed', async () => {
    const citizen = newCitizen();
    await requestBrpRefreshes(vault.parts.database, [lookup(citizen)], MUTATION_PASSES);
    expect(await refreshFromBrp(vault.parts)).toBe('EMPTY');
    // A look-up that asked the BRP before the change stores the old facts only now.
    expect(await recognise(citizen)).toEqual([]);
    await makeKnown(citizen);
    vault.world.persons.set(citizen.burgerservicenummer, { ...citizen, geboortedatum: '1979-01-01' });

    const [row] = await sql('SELECT passes_left, due_at > now() AS later FROM brp_refreshes');
    expect(row).toEqual({ passes_left: 1, later: true });
    await makeDue();
    await refreshFromBrp(vault.parts);
    expect(await sql('SELECT 1 FROM brp_refreshes')).toEqual([]);
    const request = { ontvangstdag: '2020-09-01', personen: [asAsked(citizen)] };
    const [outcome] = await recognisePersons(vault.parts, request, 'appointment-intake');
    expect(outcome?.signalen.map(({ code }) => code)).toEqual(['752']);
  });

  it('that is requested again while a pass runs starts anew', async () => {
    const citizen = newCitizen();
    await recognise(citizen);
    await requestBrpRefreshes(vault.parts.database, [lookup(citizen)], 1);
    const realFetch = vault.parts.brp.fetchPersons;
    const brp = {
      fetchPersons: async (numbers: readonly string[]) => {
        await requestBrpRefreshes(vault.parts.database, [lookup(citizen)], 1);
        return realFetch(numbers);
      },
    };
    await refreshFromBrp({ ...vault.parts, brp });
    expect(await sql('SELECT passes_left, due_at <= now() AS due FROM brp_refreshes')).toEqual([
      { passes_left: 1, due: true },
    ]);
    await refreshFromBrp(vault.parts);
    expect(await sql('SELECT 1 FROM brp_refreshes')).toEqual([]);
  });

  it('waits longer each time while the BRP is away', async () => {
    const citizen = newCitizen();
    await recognise(citizen);
    await requestBrpRefreshes(vault.parts.database, [lookup(citizen)], 1);
    vault.world.away.add('brp');
    const waits: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await makeDue();
      await expect(refreshFromBrp(vault.parts)).rejects.toMatchObject({ code: 'UPSTREAM_DOWN' });
      const [row] = await sql('SELECT extract(epoch FROM due_at - now())::float AS seconds FROM brp_refreshes');
      waits.push(Math.round(Number(row?.['seconds'])));
    }
    expect(waits).toEqual([1, 2, 4]);
    vault.world.away.delete('brp');
    await makeDue();
    await refreshFromBrp(vault.parts);
    expect(await sql('SELECT 1 FROM brp_refreshes')).toEqual([]);
  });

  it('that corrects a birth date puts the state pension day right', async () => {
    // Thought to be a pensioner at every delivery; by the right date that is only so on 2 September 2020.
    const citizen = newCitizen({ geboortedatum: '1954-04-01' });
    expect(await recognise(citizen)).toEqual(['616']);
    await makeKnown(citizen);
    vault.world.persons.set(citizen.burgerservicenummer, { ...citizen, geboortedatum: '1954-05-02' });
    await requestBrpRefreshes(vault.parts.database, [lookup(citizen)], 1);
    await refreshFromBrp(vault.parts);
    vault.clock.moveTo('2020-09-02');
    await passDay(vault.parts);
    const told = await outboxMessages(vault.parts.database, 'lrr.opdracht.v1');
    expect(told.map(({ value }) => value['soort'])).toEqual(['AOW_BEREIKT']);
  });
});

describe('the day of the state pension', () => {
  // One row that did not open made the search fail on every try: nobody was told, and nothing was cleared any more.
  it('is told of everybody whose row opens', async () => {
    const [sound, broken] = [newCitizen({ geboortedatum: '1954-05-03' }), newCitizen({ geboortedatum: '1954-05-03' })];
    for (const citizen of [sound, broken]) {
      await recognise(citizen);
      await makeKnown(citizen);
    }
    await sql(`UPDATE persons SET brp = citizen_number WHERE lookup = decode($1, 'hex')`, lookup(broken));
    vault.clock.moveTo('2020-09-03');
    await passDay(vault.parts);
    const told = await sql(
      `SELECT 1 FROM persons WHERE pension_told_at IS NOT NULL AND lookup = ANY (ARRAY[decode($1, 'hex'), decode($2, 'hex')])`,
      lookup(sound),
      lookup(broken),
    );
    expect(told).toHaveLength(1);
  });
});

describe('the clearing', () => {
  const isThere = async (citizen: BrpRecord): Promise<boolean> =>
    (await sql(`SELECT 1 FROM persons WHERE lookup = decode($1, 'hex')`, lookup(citizen))).length === 1;

  it('takes people without an accepted record 30 days after the last look-up', async () => {
    const [unknown, seenAgain, known] = [newCitizen(), newCitizen(), newCitizen()];
    for (const citizen of [unknown, seenAgain, known]) await recognise(citizen);
    await makeKnown(known);
    const lookedUp = vault.parts.clock.today();
    vault.clock.moveTo('2020-09-10');
    await recognise(seenAgain);
    await sql(`UPDATE persons SET looked_up_at = now() - interval '2 hours'`);

    const monthLater = new Date(Date.parse(lookedUp) + 30 * 86_400_000).toISOString().slice(0, 10);
    vault.clock.moveTo(monthLater);
    await passDay(vault.parts);
    expect(await isThere(unknown)).toBe(true);
    const dayAfter = new Date(Date.parse(lookedUp) + 31 * 86_400_000).toISOString().slice(0, 10);
    vault.clock.moveTo(dayAfter);
    await passDay(vault.parts);
    expect(await Promise.all([unknown, seenAgain, known].map(isThere))).toEqual([false, true, true]);
  });

  // Somebody whose first record stayed parked for more than 30 days was gone when an operator had it taken again.
  it('leaves people alone as long as intake waits for the answer to one of their records', async () => {
    const [parked, rejected] = [newCitizen(), newCitizen()];
    const [receipt, other] = [randomUUID(), randomUUID()];
    vault.world.unanswered.add(receipt);
    const outsider = {
      ...asAsked(newCitizen()),
      nietIngezetene: { geslachtsnaam: 'P', voornamen: 'A', landcode: '5010' },
    };
    const opdrachtId = deterministicId('opdracht', receipt);
    vault.world.persons.set(parked.burgerservicenummer, parked);
    vault.world.persons.set(rejected.burgerservicenummer, rejected);
    await recognisePersons(
      vault.parts,
      {
        ontvangstdag: vault.parts.clock.today(),
        personen: [
          { ...asAsked(parked), opdrachtId },
          { ...asAsked(parked), opdrachtId: randomUUID() },
          { ...asAsked(rejected), opdrachtId: deterministicId('opdracht', other) },
          { ...outsider, opdrachtId },
        ],
      },
      'appointment-intake',
    );
    await sql(`UPDATE persons SET looked_up_at = now() - interval '2 hours'`);
    await sql(`UPDATE tellings SET told_at = now() - interval '40 days'`);
    const later = (days: number): string =>
      new Date(Date.parse(vault.parts.clock.today()) + days * 86_400_000).toISOString().slice(0, 10);
    vault.clock.moveTo(later(31));
    vault.world.away.add('intake');
    await expect(passDay(vault.parts)).rejects.toMatchObject({ code: 'UPSTREAM_DOWN' });
    expect(await Promise.all([parked, rejected].map(isThere))).toEqual([true, true]);
    vault.world.away.delete('intake');
    await passDay(vault.parts);
    expect(await Promise.all([parked, rejected].map(isThere))).toEqual([true, false]);
    expect(await sql('SELECT 1 FROM tellings')).toHaveLength(1);

    vault.world.unanswered.clear();
    vault.clock.moveTo(later(1));
    await passDay(vault.parts);
    expect(await isThere(parked)).toBe(false);
  });

  it('leaves people alone whose record may still be on its way, however far the date jumps', async () => {
    const citizen = newCitizen();
    await recognise(citizen);
    vault.clock.moveTo('2022-01-01');
    await passDay(vault.parts);
    expect(await isThere(citizen)).toBe(true);
  });
});

describe('a pass over the claims', () => {
  it('lets go of whom it has no time to ask about, so that it ends before its lease', async () => {
    expect(LEASE_SECONDS * 1_000).toBeGreaterThan(ASK_FOR_MS + QUESTION_TIMEOUT_MS + 20_000);
    const citizens = Array.from({ length: 6 }, () => newCitizen());
    for (const citizen of citizens) await recognise(citizen);
    await sql(
      `INSERT INTO claims (claim_id, register_id, teaching, stated_at)
       SELECT gen_random_uuid(), register_id, '{}', now() FROM persons WHERE encode(lookup, 'hex') = ANY ($1)`,
      citizens.map(lookup),
    );
    let [asked, time] = [0, 0];
    const slow = {
      fetchDiplomas: async () => {
        asked += 1;
        if (asked === 4) time += ASK_FOR_MS + 1;
        await Promise.resolve();
        return [];
      },
    };
    expect(await askDiplomaRegister(vault.parts, slow, () => time)).toBe('MORE');
    expect(asked).toBe(4);
    expect(await sql('SELECT 1 FROM claims WHERE done < wanted AND due_at <= now()')).toHaveLength(2);
    expect(await askDiplomaRegister(vault.parts, slow)).toBe('EMPTY');
    expect(asked).toBe(6);
    await sql('DELETE FROM claims');
  });
});

describe('statements that change many rows of a queue', () => {
  // Deadlocks: a mutation got 503, and a pass that had been answered lost its work until its lease was over.
  const MANY = 600;

  it('about refreshes take them in one order', async () => {
    const { database } = vault.parts;
    const lookups = Array.from({ length: MANY }, (_, at) => at.toString(16).padStart(64, '0') as Lookup);
    await requestBrpRefreshes(database, lookups, 1_000);
    const reversed = lookups.toReversed();
    for (let round = 1; round <= 5; round += 1) {
      await Promise.all([
        requestBrpRefreshes(database, lookups, 1_000),
        postponeBrpRefreshes(
          database,
          reversed.map((each) => ({ lookup: each, waitMs: 0 })),
        ),
        database.transaction((tx) =>
          finishBrpRefreshes(
            tx,
            reversed.map((each) => ({ lookup: each, requested: round })),
            0,
          ),
        ),
      ]);
    }
    await sql('DELETE FROM brp_refreshes');
  });

  it('about claims take them in one order', async () => {
    const { database } = vault.parts;
    const citizens = Array.from({ length: 10 }, () => newCitizen());
    for (const citizen of citizens) await recognise(citizen);
    const inserted = await sql(
      `INSERT INTO claims (claim_id, register_id, teaching, stated_at)
       SELECT gen_random_uuid(), register_id, '{}', now() FROM persons, generate_series(1, 5)
       WHERE encode(lookup, 'hex') = ANY ($1) RETURNING claim_id`,
      citizens.map(lookup),
    );
    const claimIds = inserted.map(({ claim_id }) => claim_id as ClaimId).sort();
    for (let round = 1; round <= 40; round += 1) {
      await Promise.all([
        wantClaimsAgain(database, citizens.map(lookup)),
        postponeClaims(
          database,
          claimIds.map((claimId) => ({ claimId, waitMs: 0 })),
        ),
        database.transaction((tx) =>
          finishClaims(
            tx,
            claimIds.toReversed().map((claimId) => ({ claimId, wanted: round, sentFacts: claimId })),
          ),
        ),
      ]);
    }
    await sql('DELETE FROM claims');
  });
});
