import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lookupOf } from '../src/crypto/lookup-hash.ts';
import type { RegisterId } from '../src/domain/ids.ts';
import { requestBrpRefreshes } from '../src/sql/request-brp-refreshes.ts';
import { acceptEvents } from '../src/work/accept-events.ts';
import { findRegisterIds } from '../src/work/find-register-ids.ts';
import { handOverNumbers } from '../src/work/hand-over-numbers.ts';
import { recognisePersons } from '../src/work/recognise-persons.ts';
import type { PersonAsked, RecognitionOutcome } from '../src/work/recognition.ts';
import { refreshFromBrp } from '../src/work/refresh-from-brp.ts';
import { asAsked, newCitizen, newNumber } from './citizens.ts';
import { outboxMessages } from './outbox-messages.ts';
import type { BrpRecord } from './outside-world.ts';
import { startParts } from './parts-on-postgres.ts';
import type { PartsOnPostgres } from './parts-on-postgres.ts';

let vault: PartsOnPostgres;

beforeAll(async () => {
  vault = await startParts('2020-09-01');
});
afterAll(() => vault.stop());

const INTAKE = 'appointment-intake';
const sql = async (text: string, ...params: unknown[]): Promise<Record<string, unknown>[]> =>
  (await vault.parts.database.query(text, params)).rows;
const ask = (...personen: PersonAsked[]): Promise<RecognitionOutcome[]> =>
  recognisePersons(vault.parts, { ontvangstdag: '2020-09-01', personen }, INTAKE);
const codesOf = (outcome: RecognitionOutcome | undefined): string[] => outcome?.signalen.map(({ code }) => code) ?? [];
const settle = (citizen: BrpRecord): BrpRecord => {
  vault.world.persons.set(citizen.burgerservicenummer, citizen);
  return citizen;
};

async function known(fields: Partial<BrpRecord> = {}): Promise<BrpRecord & { registerId: RegisterId }> {
  const citizen = settle(newCitizen(fields));
  const [outcome] = await ask(asAsked(citizen));
  const registerId = outcome?.registratieId ?? ('' as RegisterId);
  await accept(registerId);
  return { ...citizen, registerId };
}

async function accept(registerId: RegisterId): Promise<void> {
  const event = { eventId: randomUUID(), registerId, commandId: randomUUID(), kind: 'CHANGED' as const };
  await vault.parts.database.transaction((tx) => acceptEvents(vault.parts, tx, [event]));
}

/** What the BRP tells of, both passes of it. */
async function mutate(...numbers: string[]): Promise<void> {
  const lookups = numbers.map((number) => lookupOf(vault.parts.keys.lookup, number));
  await requestBrpRefreshes(vault.parts.database, lookups, 2);
  for (let pass = 0; pass < 2; pass += 1) {
    await sql('UPDATE brp_refreshes SET due_at = now()');
    await refreshFromBrp(vault.parts);
  }
}

async function toldOf(registerId: RegisterId): Promise<unknown[]> {
  const commands = await outboxMessages(vault.parts.database, 'lrr.opdracht.v1');
  return commands
    .filter(({ key }) => key === registerId)
    .map(({ value }) => (value['inhoud'] as Record<string, unknown>)['soort']);
}

describe('a name that changes', () => {
  it.each<Partial<BrpRecord>>([
    { geslachtsnaam: 'Anders' },
    { voornamen: 'Eva Maria' },
    { voorvoegsel: 'van' },
    { geslachtsnaam: 'Anders', geheim: true },
  ])('to %j is told once, without the name', async (fields) => {
    const { registerId, ...citizen } = await known();
    settle({ ...citizen, ...fields });
    await mutate(citizen.burgerservicenummer);
    await mutate(citizen.burgerservicenummer);
    expect(await toldOf(registerId)).toEqual(['NAAM_GEWIJZIGD']);
    const [command] = (await outboxMessages(vault.parts.database, 'lrr.opdracht.v1')).filter(
      ({ key }) => key === registerId,
    );
    expect(command?.value).toEqual({
      id: expect.any(String),
      soort: 'BRP_MUTATIE',
      registratieId: registerId,
      vastgelegdOp: expect.stringMatching(/^2020-09-01T.*Z$/),
      bron: { kanaal: 'KLUIS' },
      inhoud: { soort: 'NAAM_GEWIJZIGD' },
    });
  });

  it('and changes back is told twice, under ids of their own', async () => {
    const { registerId, ...citizen } = await known();
    for (const geslachtsnaam of ['Anders', citizen.geslachtsnaam]) {
      settle({ ...citizen, geslachtsnaam });
      await mutate(citizen.burgerservicenummer);
    }
    expect(await toldOf(registerId)).toEqual(['NAAM_GEWIJZIGD', 'NAAM_GEWIJZIGD']);
    const ids = (await outboxMessages(vault.parts.database, 'lrr.opdracht.v1'))
      .filter(({ key }) => key === registerId)
      .map(({ value }) => value['id']);
    expect(new Set(ids).size).toBe(2);
  });

  it.each<Partial<BrpRecord>>([{ geboortedatum: '1980-05-07' }, { geheim: true }, {}])(
    'is not what %j tells of',
    async (fields) => {
      const { registerId, ...citizen } = await known();
      settle({ ...citizen, ...fields });
      await mutate(citizen.burgerservicenummer);
      expect(await toldOf(registerId)).toEqual([]);
    },
  );

  it('of somebody who is not known yet is told to nobody', async () => {
    const citizen = settle(newCitizen());
    const [outcome] = await ask(asAsked(citizen));
    settle({ ...citizen, geslachtsnaam: 'Anders' });
    await mutate(citizen.burgerservicenummer);
    const registerId = outcome?.registratieId ?? ('' as RegisterId);
    await accept(registerId);
    expect(await toldOf(registerId)).toEqual([]);
  });
});

describe('a number that the BRP replaces', () => {
  it('is told once, and the former one finds the same person', async () => {
    const { registerId, ...citizen } = await known();
    const to = newNumber();
    settle({ ...citizen, burgerservicenummer: to, vorigBurgerservicenummer: citizen.burgerservicenummer });
    await mutate(to, citizen.burgerservicenummer);
    await mutate(to, citizen.burgerservicenummer);
    expect(await toldOf(registerId)).toEqual(['BSN_GEWIJZIGD']);
    expect(await findRegisterIds(vault.parts, [citizen.burgerservicenummer, to], INTAKE)).toEqual([
      registerId,
      registerId,
    ]);
    expect(await handOverNumbers(vault.parts, [registerId], INTAKE)).toMatchObject([
      { burgerservicenummer: to, vorigBurgerservicenummer: citizen.burgerservicenummer },
    ]);
    const outcomes = await ask(asAsked(citizen), asAsked({ ...citizen, burgerservicenummer: to }));
    expect(outcomes.map(({ registratieId }) => registratieId)).toEqual([registerId, registerId]);
  });

  it('before the vault hears of it, makes nobody new', async () => {
    const { registerId, ...citizen } = await known();
    const to = newNumber();
    settle({ ...citizen, burgerservicenummer: to, vorigBurgerservicenummer: citizen.burgerservicenummer });
    const asked = asAsked({ ...citizen, burgerservicenummer: to });
    expect((await ask(asked))[0]).toMatchObject({ registratieId: registerId, brpGekoppeld: true });
    expect(await findRegisterIds(vault.parts, [to], INTAKE)).toEqual([null]);
    await sql('UPDATE brp_refreshes SET due_at = now()');
    await refreshFromBrp(vault.parts);
    expect(await findRegisterIds(vault.parts, [to], INTAKE)).toEqual([registerId]);
    expect(await toldOf(registerId)).toEqual(['BSN_GEWIJZIGD']);
  });

  it('of somebody not known yet moves without a word', async () => {
    const citizen = settle(newCitizen());
    const to = newNumber();
    settle({ ...citizen, burgerservicenummer: to, vorigBurgerservicenummer: citizen.burgerservicenummer });
    const [outcome] = await ask(asAsked(citizen));
    await sql('UPDATE brp_refreshes SET due_at = now()');
    await refreshFromBrp(vault.parts);
    const registerId = outcome?.registratieId ?? ('' as RegisterId);
    await accept(registerId);
    expect(await findRegisterIds(vault.parts, [citizen.burgerservicenummer, to], INTAKE)).toEqual([
      registerId,
      registerId,
    ]);
    expect(await toldOf(registerId)).toEqual([]);
  });
});

it('tells that a non-resident came to be in the BRP, also when a delivery finds it out', async () => {
  const nietIngezetene = { geslachtsnaam: 'Peeters', voornamen: 'Ann', landcode: '5010' };
  const citizen = newCitizen();
  const [outcome] = await ask({ ...asAsked(citizen), nietIngezetene });
  const registerId = outcome?.registratieId ?? ('' as RegisterId);
  await accept(registerId);
  settle(citizen);
  expect((await ask(asAsked(citizen)))[0]).toMatchObject({ brpGekoppeld: true, registratieId: registerId });
  await mutate(citizen.burgerservicenummer);
  expect(await toldOf(registerId)).toEqual(['BRP_GEKOPPELD']);
});

describe('one person of whom the answer cannot be read', () => {
  // It made the BRP count as away: the whole request got 503, and the refreshes of all others waited with it.
  const spoil = (citizen: BrpRecord): void => void settle({ ...citizen, geboortedatum: 'onbekend' });

  it('costs his own records 358 and nobody else anything', async () => {
    const [sound, broken] = [settle(newCitizen()), newCitizen()];
    spoil(broken);
    const outcomes = await ask(asAsked(sound), asAsked(broken), asAsked(sound));
    expect(outcomes.map(codesOf)).toEqual([[], ['358'], []]);
    expect(Object.keys(outcomes[1] ?? {})).toEqual(['signalen']);
    settle(broken);
    expect(codesOf((await ask(asAsked(broken)))[0])).toEqual([]);
  });

  it('holds up his own refresh alone, until he can be read', async () => {
    const [sound, broken] = [await known(), await known()];
    settle({ ...sound, geboortedatum: '1979-01-01' });
    spoil(broken);
    await mutate(broken.burgerservicenummer, sound.burgerservicenummer);
    expect(codesOf((await ask(asAsked(sound)))[0])).toEqual(['752']);
    const [waiting] = await sql('SELECT attempts, passes_left, due_at > now() AS later FROM brp_refreshes');
    expect(waiting).toEqual({ attempts: 2, passes_left: 2, later: true });
    settle({ ...broken, geboortedatum: '1979-01-01' });
    await mutate(broken.burgerservicenummer);
    expect(codesOf((await ask(asAsked(broken)))[0])).toEqual(['752']);
    expect(await sql('SELECT 1 FROM brp_refreshes')).toEqual([]);
  });

  // Only the number was tried before: facts that did not open made every pass fail, for everybody in it.
  it('or whose facts alone cannot be opened does so too', async () => {
    const [sound, broken] = [await known(), await known()];
    await sql(
      `UPDATE persons SET brp = citizen_number WHERE lookup = decode($1, 'hex')`,
      lookupOf(vault.parts.keys.lookup, broken.burgerservicenummer),
    );
    for (const person of [sound, broken]) settle({ ...person, geboortedatum: '1979-01-01' });
    await mutate(broken.burgerservicenummer, sound.burgerservicenummer);
    expect((await ask(asAsked(sound))).map(codesOf)).toEqual([['752']]);
    await sql('DELETE FROM brp_refreshes');
  });

  it('or whose row cannot be opened does so too', async () => {
    const [sound, broken] = [await known(), await known()];
    const lookup = lookupOf(vault.parts.keys.lookup, broken.burgerservicenummer);
    await sql(
      `UPDATE persons SET citizen_number = decode('00', 'hex') || citizen_number, brp = decode('00', 'hex') || brp
       WHERE lookup = decode($1, 'hex')`,
      lookup,
    );
    settle({ ...sound, geboortedatum: '1979-01-01' });
    await mutate(broken.burgerservicenummer, sound.burgerservicenummer);
    expect((await ask(asAsked(sound), asAsked(broken))).map(codesOf)).toEqual([['752'], ['358']]);
    const to = newNumber();
    settle({ ...sound, burgerservicenummer: to, vorigBurgerservicenummer: sound.burgerservicenummer });
    await mutate(sound.burgerservicenummer);
    const spoiled = lookupOf(vault.parts.keys.lookup, to);
    await sql(`UPDATE persons SET citizen_number = '\\x00' WHERE lookup = decode($1, 'hex')`, spoiled);
    const other = settle(newCitizen());
    expect((await ask(asAsked(sound), asAsked(other))).map(codesOf)).toEqual([['358'], []]);
    await sql('DELETE FROM brp_refreshes');
  });
});
