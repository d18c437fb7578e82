import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deterministicId } from '../../_platform/src/ids/deterministic-id.ts';
import { lookupOf } from '../src/crypto/lookup-hash.ts';
import type { RegisterId } from '../src/domain/ids.ts';
import type { NewPerson } from '../src/domain/judge-key-change.ts';
import type { RegistrationEvent } from '../src/messages/registration-event.ts';
import { acceptEvents } from '../src/work/accept-events.ts';
import { findRegisterIds } from '../src/work/find-register-ids.ts';
import { handOverNumbers } from '../src/work/hand-over-numbers.ts';
import { passDay } from '../src/work/pass-day.ts';
import { recognisePersons } from '../src/work/recognise-persons.ts';
import type { PersonAsked, RecognitionOutcome } from '../src/work/recognition.ts';
import { refreshFromBrp } from '../src/work/refresh-from-brp.ts';
import { CANARY_SURNAME, newCitizen, newNumber } from './citizens.ts';
import { outboxMessages } from './outbox-messages.ts';
import type { BrpRecord } from './outside-world.ts';
import { startParts } from './parts-on-postgres.ts';
import type { PartsOnPostgres } from './parts-on-postgres.ts';

const TODAY = '2020-09-01';
const INTAKE = 'appointment-intake';
const nietIngezetene = { geslachtsnaam: CANARY_SURNAME, voornamen: 'Ann', landcode: '5010' };
const BORN = { geboortedatum: '1981-02-03', geslacht: 'V' } as const;

let vault: PartsOnPostgres;

beforeAll(async () => {
  vault = await startParts(TODAY);
});
afterAll(() => vault.stop());
beforeEach(() => vault.world.unanswered.clear());

const sql = async (text: string, ...params: unknown[]): Promise<Record<string, unknown>[]> =>
  (await vault.parts.database.query(text, params)).rows;
const ask = (...personen: PersonAsked[]): Promise<RecognitionOutcome[]> =>
  recognisePersons(vault.parts, { ontvangstdag: vault.parts.clock.today(), personen }, INTAKE);
const attempt = (...personen: PersonAsked[]): Promise<RecognitionOutcome[]> =>
  recognisePersons(vault.parts, { ontvangstdag: vault.parts.clock.today(), proef: true, personen }, INTAKE);
const told = ({ signalen }: RecognitionOutcome = { signalen: [] }): string[] =>
  signalen.map(({ code, veld }) => `${code}@${veld}`);

async function events(...given: Partial<RegistrationEvent>[]): Promise<void> {
  const all = given.map((event) => ({
    eventId: randomUUID(),
    registerId: '' as RegisterId,
    commandId: randomUUID(),
    kind: 'CHANGED' as const,
    ...event,
  }));
  await vault.parts.database.transaction((tx) => acceptEvents(vault.parts, tx, all));
}

/** Somebody outside the BRP with an accepted record. */
async function outsider(): Promise<{ number: string; registerId: RegisterId; asked: PersonAsked }> {
  const number = newNumber();
  const asked = { burgerservicenummer: number, ...BORN, nietIngezetene, datumIngangBenoeming: '2020-08-01' };
  const commandId = randomUUID();
  const [outcome] = await ask({ ...asked, opdrachtId: commandId });
  const registerId = outcome?.registratieId ?? ('' as RegisterId);
  await events({ registerId, commandId });
  return { number, registerId, asked };
}

const change = (from: string, to: string, o: { opdrachtId?: string; next?: Partial<NewPerson> } = {}): PersonAsked => ({
  burgerservicenummer: from,
  ...BORN,
  nieuwePersoon: { burgerservicenummer: to, ...BORN, nietIngezetene, ...o.next },
  opdrachtId: o.opdrachtId ?? randomUUID(),
});
const changed = (registerId: RegisterId, commandId: string): Partial<RegistrationEvent> => ({
  registerId,
  commandId,
  kind: 'KEYS_CHANGED',
});
const underWay = (receiptId: string): string => {
  vault.world.unanswered.add(receiptId);
  return deterministicId('opdracht', receiptId);
};

describe('record 3', () => {
  it('relinks at the event of its command, and the old number stays an alias', async () => {
    const { number, registerId, asked } = await outsider();
    const [to, opdrachtId] = [newNumber(), randomUUID()];
    const [outcome] = await ask(change(number, to, { opdrachtId }));
    expect(outcome).toMatchObject({ registratieId: registerId, brpGekoppeld: false, signalen: [] });
    expect(await findRegisterIds(vault.parts, [number, to], INTAKE)).toEqual([registerId, null]);
    // An event of another command of this person is not the one.
    await events(changed(registerId, randomUUID()));
    expect(await findRegisterIds(vault.parts, [to], INTAKE)).toEqual([null]);

    await events(changed(registerId, opdrachtId));
    expect(await findRegisterIds(vault.parts, [number, to], INTAKE)).toEqual([registerId, registerId]);
    const outcomes = await ask(asked, { ...asked, burgerservicenummer: to }, asked);
    expect(outcomes.map(({ registratieId }) => registratieId)).toEqual([registerId, registerId, registerId]);
    expect(await handOverNumbers(vault.parts, [registerId], INTAKE)).toEqual([
      {
        registratieId: registerId,
        burgerservicenummer: to,
        vorigBurgerservicenummer: number,
        geslachtsnaam: CANARY_SURNAME,
        voornamen: 'Ann',
      },
    ]);
    expect(await sql('SELECT 1 FROM reservations WHERE for_person = $1', registerId)).toEqual([]);
    // The same event again, or that of another board about the same change, finds nothing to do.
    await events(changed(registerId, opdrachtId));
    expect(await findRegisterIds(vault.parts, [number, to], INTAKE)).toEqual([registerId, registerId]);
  });

  it('replaces birth date and sex as well', async () => {
    const { number, registerId, asked } = await outsider();
    const [to, opdrachtId] = [newNumber(), randomUUID()];
    await ask(change(number, to, { opdrachtId, next: { geboortedatum: '1982-03-04', geslacht: 'M' } }));
    await events(changed(registerId, opdrachtId));
    const right = { ...asked, geboortedatum: '1982-03-04', geslacht: 'M' as const };
    expect((await ask(asked, right, { ...right, burgerservicenummer: to })).map(told)).toEqual([
      ['752@/persoon/geboortedatum'],
      [],
      [],
    ]);
  });

  it('to a number of the BRP links the person, and tells the register so once', async () => {
    const { number, registerId } = await outsider();
    const resident = newCitizen(BORN);
    vault.world.persons.set(resident.burgerservicenummer, resident);
    const opdrachtId = randomUUID();
    const [outcome] = await ask(change(number, resident.burgerservicenummer, { opdrachtId }));
    expect(told(outcome)).toEqual(['771@/nieuwePersoon/nietIngezetene']);
    await events(changed(registerId, opdrachtId));
    await sql('UPDATE brp_refreshes SET due_at = now()');
    await refreshFromBrp(vault.parts);
    await sql('UPDATE brp_refreshes SET due_at = now()');
    await refreshFromBrp(vault.parts);
    const commands = (await outboxMessages(vault.parts.database, 'lrr.opdracht.v1')).filter(
      ({ key }) => key === registerId,
    );
    expect(commands.map(({ value }) => [value['soort'], value['inhoud']])).toEqual([
      ['BRP_MUTATIE', { soort: 'BRP_GEKOPPELD' }],
    ]);
    const [later] = await ask({ burgerservicenummer: number, ...BORN });
    expect(later).toMatchObject({ registratieId: registerId, brpGekoppeld: true, signalen: [] });
    expect(told((await ask(change(number, newNumber())))[0])).toEqual(['793@/persoon/burgerservicenummer']);
  });

  it('of two for one new number gives it to the first alone; the same change told twice is one', async () => {
    const [one, two] = [await outsider(), await outsider()];
    const to = newNumber();
    const answers = await Promise.all([
      ask(change(one.number, to)),
      ask(change(two.number, to)),
      ask(change(one.number, to)),
      ask(change(two.number, to)),
    ]);
    const codes = answers.map(([outcome]) => told(outcome).join());
    expect(codes[0]).toBe(codes[2]);
    expect(codes[1]).toBe(codes[3]);
    expect(codes.toSorted()).toEqual([
      '',
      '',
      '793@/nieuwePersoon/burgerservicenummer',
      '793@/nieuwePersoon/burgerservicenummer',
    ]);
    expect(await sql('SELECT cardinality(commands) AS n FROM reservations')).toContainEqual({ n: 2 });
    const [outcome, other] = await ask(change(one.number, newNumber()), change(two.number, newNumber()));
    expect([told(outcome), told(other)]).toEqual([[], []]);
  });

  it('of two in one request, too', async () => {
    const [one, two] = [await outsider(), await outsider()];
    const to = newNumber();
    expect((await ask(change(one.number, to), change(two.number, to))).map(told)).toEqual([
      [],
      ['793@/nieuwePersoon/burgerservicenummer'],
    ]);
  });

  it('of two for one person leaves the number of the event that came last', async () => {
    const { number, registerId } = await outsider();
    const [first, second, one, two] = [newNumber(), newNumber(), randomUUID(), randomUUID()];
    await ask(change(number, first, { opdrachtId: one }), change(number, second, { opdrachtId: two }));
    await events(changed(registerId, one), changed(registerId, two));
    expect(await findRegisterIds(vault.parts, [number, first, second], INTAKE)).toEqual(Array(3).fill(registerId));
    expect(await handOverNumbers(vault.parts, [registerId], INTAKE)).toMatchObject([
      { burgerservicenummer: second, vorigBurgerservicenummer: first },
    ]);
  });

  it('in the batch in which its person becomes known loses neither', async () => {
    const [number, to, one, two] = [newNumber(), newNumber(), randomUUID(), randomUUID()];
    const asked = { burgerservicenummer: number, ...BORN, nietIngezetene };
    const [outcome] = await ask({ ...asked, opdrachtId: one });
    const registerId = outcome?.registratieId ?? ('' as RegisterId);
    // Known for the record 3 alone: as if its first event had come and gone between the two look-ups.
    await sql('UPDATE persons SET known_at = now() WHERE register_id = $1', registerId);
    await ask(change(number, to, { opdrachtId: two }));
    await sql('UPDATE persons SET known_at = NULL WHERE register_id = $1', registerId);
    await events({ registerId, commandId: one }, changed(registerId, two));
    const [row] = await sql(
      'SELECT portfolio_state, known_at IS NOT NULL AS known FROM persons WHERE register_id = $1',
      registerId,
    );
    expect(row).toEqual({ portfolio_state: 'OPEN', known: true });
    expect(await findRegisterIds(vault.parts, [number, to], INTAKE)).toEqual([registerId, registerId]);
  });

  it('while records under both numbers come in makes nobody else', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { number, registerId, asked } = await outsider();
      const [to, opdrachtId] = [newNumber(), randomUUID()];
      const under = { ...asked, burgerservicenummer: to };
      await ask(change(number, to, { opdrachtId }));
      const [old, , mixed] = await Promise.all([
        ask(asked),
        events(changed(registerId, opdrachtId)),
        ask(under, asked),
        ask(asked, under),
      ]);
      expect(old[0]?.registratieId).toBe(registerId);
      expect(mixed[1]?.registratieId).toBe(registerId);
      expect([registerId, undefined]).toContain(mixed[0]?.registratieId);
      expect(await findRegisterIds(vault.parts, [number, to], INTAKE)).toEqual([registerId, registerId]);
    }
  });

  it('keeps what is sealed readable under the new number alone', async () => {
    const { number, registerId } = await outsider();
    const [to, opdrachtId] = [newNumber(), randomUUID()];
    await ask(change(number, to, { opdrachtId }));
    await events(changed(registerId, opdrachtId));
    const rows = await sql(
      `SELECT encode(lookup, 'hex') AS lookup, alias_of, told IS NULL AS empty FROM persons
       WHERE register_id = $1 OR alias_of = $1 ORDER BY alias_of NULLS FIRST`,
      registerId,
    );
    const { lookup: key } = vault.parts.keys;
    expect(rows).toEqual([
      { lookup: lookupOf(key, to), alias_of: null, empty: false },
      { lookup: lookupOf(key, number), alias_of: registerId, empty: true },
    ]);
  });
});

describe('a reserved number', () => {
  it('puts off a record under it until the register has judged: it could be of either person', async () => {
    const { number, registerId, asked } = await outsider();
    const [to, opdrachtId] = [newNumber(), randomUUID()];
    const under = { ...asked, burgerservicenummer: to, opdrachtId: randomUUID() };
    // In the same request, and in a later one.
    expect((await ask(change(number, to, { opdrachtId }), under)).map(told)).toEqual([[], ['358@']]);
    expect((await ask(under)).map(told)).toEqual([['358@']]);
    expect((await attempt(under)).map(told)).toEqual([['358@']]);
    await events(changed(registerId, opdrachtId));
    expect((await ask(under))[0]).toMatchObject({ registratieId: registerId, signalen: [] });
  });

  // A record 3 that the register refused held its number for 30 days: nobody's record was taken in under it (358).
  it('is released the day after its command was found answered, but not while it is under way', async () => {
    const [parked, refused] = [await outsider(), await outsider()];
    const receiptId = randomUUID();
    const opdrachtId = underWay(receiptId);
    const [kept, free] = [newNumber(), newNumber()];
    await ask(change(parked.number, kept, { opdrachtId }), change(refused.number, free));
    const held = async (): Promise<number> =>
      (await sql('SELECT 1 FROM reservations WHERE for_person = $1', refused.registerId)).length;
    const nextDay = async (day: string): Promise<void> => {
      // The real clock goes on as well.
      await sql(`UPDATE reservations SET reserved_at = reserved_at - interval '2 hours',
        answered_at = answered_at - interval '2 hours'`);
      vault.clock.moveTo(day);
      await passDay(vault.parts);
    };
    await nextDay('2020-09-02');
    expect(await held()).toBe(1);
    // The event may be among those that the vault has not read.
    vault.world.away.add('register');
    await nextDay('2020-09-03');
    expect(await held()).toBe(1);
    vault.world.away.delete('register');
    await nextDay('2020-09-04');
    expect(await held()).toBe(0);

    // Redriven much later, the other change finds its number.
    await events(changed(parked.registerId, opdrachtId));
    expect(await findRegisterIds(vault.parts, [kept], INTAKE)).toEqual([parked.registerId]);
    expect(told((await ask(change(parked.number, free)))[0])).toEqual([]);
  });

  it('that is told of again counts anew', async () => {
    const { number, registerId } = await outsider();
    const to = newNumber();
    await ask(change(number, to));
    await sql(`UPDATE reservations SET answered_on = '2020-08-30', answered_at = now() - interval '2 hours'`);
    await ask(change(number, to));
    await sql('DELETE FROM daily_tasks');
    await passDay(vault.parts);
    expect(await sql('SELECT answered_on FROM reservations WHERE for_person = $1', registerId)).toEqual([
      { answered_on: null },
    ]);
  });

  it('that was of somebody on the way who has been accepted meanwhile stays theirs', async () => {
    const { number, registerId, asked } = await outsider();
    const [to, first, second] = [newNumber(), randomUUID(), randomUUID()];
    const [onTheWay] = await ask({ ...asked, burgerservicenummer: to, opdrachtId: first });
    expect(told((await ask(change(number, to, { opdrachtId: second })))[0])).toEqual([]);
    await events({ registerId: onTheWay?.registratieId ?? registerId, commandId: first }, changed(registerId, second));
    expect(await findRegisterIds(vault.parts, [number, to], INTAKE)).toEqual([registerId, onTheWay?.registratieId]);
  });
});

describe('a trial', () => {
  const state = async (): Promise<unknown> => [
    await sql('SELECT * FROM persons ORDER BY register_id'),
    await sql('SELECT * FROM tellings'),
    await sql('SELECT * FROM reservations'),
    await sql('SELECT * FROM brp_refreshes'),
  ];

  it('judges the same and writes nothing but processing-log lines', async () => {
    const known = await outsider();
    const resident = newCitizen();
    vault.world.persons.set(resident.burgerservicenummer, resident);
    const { burgerservicenummer, geboortedatum, geslacht } = resident;
    const records: PersonAsked[] = [
      known.asked,
      { burgerservicenummer, geboortedatum, geslacht, opdrachtId: randomUUID() },
      { burgerservicenummer, geboortedatum: '1999-01-01', geslacht },
      { ...known.asked, burgerservicenummer: newNumber(), geboortedatum: '1950-01-01', opdrachtId: randomUUID() },
      change(known.number, newNumber()),
    ];
    const before = await state();
    const lines = async (): Promise<number> => (await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).length;
    const linesBefore = await lines();
    const tried = await attempt(...records);
    expect(await state()).toEqual(before);
    expect((await lines()) - linesBefore).toBe(4);
    expect(tried.map(({ registratieId }) => registratieId)).toEqual([
      known.registerId,
      undefined,
      undefined,
      undefined,
      known.registerId,
    ]);
    const real = await ask(...records);
    const without = ({ registratieId: _, ...rest }: RecognitionOutcome): object => rest;
    expect(tried.map(without)).toEqual(real.map(without));
  });

  it('needs no transaction of its own for an empty request', async () => {
    expect(await attempt()).toEqual([]);
  });
});

describe('numbers and names at the hand-over', () => {
  it('come in the order asked, of unknown people too, with a line each', async () => {
    const one = await outsider();
    const nobody = randomUUID() as RegisterId;
    const linesBefore = (await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).length;
    const answer = await handOverNumbers(vault.parts, [nobody, one.registerId, nobody], INTAKE);
    expect(answer).toEqual([
      { registratieId: nobody, onbekend: true },
      {
        registratieId: one.registerId,
        burgerservicenummer: one.number,
        geslachtsnaam: CANARY_SURNAME,
        voornamen: 'Ann',
      },
      { registratieId: nobody, onbekend: true },
    ]);
    const lines = (await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).slice(linesBefore);
    expect(lines.map(({ value }) => [value['verwerkingsactiviteit'], value['betrokkene']])).toEqual([
      ['NUMMER_UITGEVEN', nobody],
      ['NUMMER_UITGEVEN', one.registerId],
    ]);
    expect(JSON.stringify(lines)).not.toContain(one.number);
    expect(await handOverNumbers(vault.parts, [], INTAKE)).toEqual([]);
  });

  // One row that does not open made the whole call fail, and with it the bundle of the board, for ever.
  it('are not held up by somebody whose row does not open', async () => {
    const [sound, broken] = [await outsider(), await outsider()];
    await sql('UPDATE persons SET citizen_number = told WHERE register_id = $1', broken.registerId);
    const answer = await handOverNumbers(vault.parts, [broken.registerId, sound.registerId], INTAKE);
    expect(answer[0]).toEqual({ registratieId: broken.registerId, onbekend: true });
    expect(answer[1]).toMatchObject({ burgerservicenummer: sound.number });
    expect(await handOverNumbers(vault.parts, [broken.registerId], INTAKE)).toEqual([
      { registratieId: broken.registerId, onbekend: true },
    ]);
  });

  it('fail when of several rows none opens: then it is the key that is wrong', async () => {
    const persons = [await outsider(), await outsider()].map(({ registerId }) => registerId);
    await sql('UPDATE persons SET citizen_number = told WHERE register_id = ANY ($1)', persons);
    await expect(handOverNumbers(vault.parts, persons, INTAKE)).rejects.toThrow('SEAL_BROKEN');
  });

  it.each<[boolean, object]>([
    [false, { geslachtsnaam: 'Kanarie', voorvoegsel: 'van', voornamen: 'Eva' }],
    [true, {}],
  ])('of a resident with geheim %p', async (geheim, names) => {
    const resident: BrpRecord = newCitizen({ geslachtsnaam: 'Kanarie', voorvoegsel: 'van', geheim });
    vault.world.persons.set(resident.burgerservicenummer, resident);
    const { burgerservicenummer, geboortedatum, geslacht } = resident;
    const [outcome] = await ask({ burgerservicenummer, geboortedatum, geslacht });
    const registerId = outcome?.registratieId ?? ('' as RegisterId);
    await events({ registerId });
    expect(await handOverNumbers(vault.parts, [registerId], INTAKE)).toEqual([
      { registratieId: registerId, burgerservicenummer, ...names },
    ]);
  });
});

describe('the look-up of register ids', () => {
  it('knows people with an accepted record alone, asks the BRP nothing, and writes a line for each number', async () => {
    const known = await outsider();
    const resident = newCitizen();
    vault.world.persons.set(resident.burgerservicenummer, resident);
    await ask({ burgerservicenummer: resident.burgerservicenummer, ...BORN });
    const [stranger, questions] = [newNumber(), vault.world.brpQuestions.length];
    const linesBefore = (await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).length;
    const numbers = [stranger, known.number, '000000000', resident.burgerservicenummer, known.number];
    expect(await findRegisterIds(vault.parts, numbers, INTAKE)).toEqual([
      null,
      known.registerId,
      null,
      null,
      known.registerId,
    ]);
    expect(vault.world.brpQuestions).toHaveLength(questions);
    const lines = (await outboxMessages(vault.parts.database, 'lrr.verwerking.v1')).slice(linesBefore);
    expect(lines).toHaveLength(3);
    expect(lines[1]?.value).toMatchObject({
      verwerkingsactiviteit: 'PERSOON_OPZOEKEN',
      betrokkene: known.registerId,
    });
  });
});
