import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { patientFetch } from '../../../test/support/patient-fetch.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { CANARY_SURNAME, asAsked, newCitizen, newNumber } from './citizens.ts';
import type { BrpRecord } from './outside-world.ts';
import { registrationEvent, teachingStatement, valueOf } from './register-records.ts';
import { startVault } from './running-vault.ts';
import type { RunningVault } from './running-vault.ts';

interface Outcome {
  readonly registratieId?: string;
  readonly aowBereikt?: boolean;
  readonly signalen: { readonly code: string }[];
}

interface Pseudonyms {
  readonly registratieId: string;
  readonly portfolioId: string;
  readonly matchingId: string;
}

const english = {
  opleidingscode: '35195',
  naam: 'Engels',
  graad: '2',
  instellingBrin: '25BE',
  datumBehaald: '2005-07-01',
  soort: 'HBO',
};

let vault: RunningVault;
let commands: readonly IncomingRecord[];
let access: readonly IncomingRecord[];
let claims: readonly IncomingRecord[];
let lines: readonly IncomingRecord[];

beforeAll(async () => {
  vault = await startVault();
  [commands, access, claims, lines] = await Promise.all([
    vault.follow('lrr.opdracht.v1'),
    vault.follow('lrr.portfoliotoegang.v1'),
    vault.follow('lrr.diplomaclaim.v1'),
    vault.follow('lrr.verwerking.v1'),
  ]);
});
afterAll(() => vault.stop());
beforeEach(() => {
  vault.world.away.clear();
});

async function recognise(...personen: object[]): Promise<Outcome[]> {
  const body = { ontvangstdag: vault.world.date, personen };
  const { uitkomsten } = await vault.post<{ uitkomsten: Outcome[] }>(
    'appointment-intake',
    '/v1/personen/herkennen',
    body,
  );
  return uitkomsten;
}

async function recogniseOne(citizen: BrpRecord): Promise<string> {
  vault.world.persons.set(citizen.burgerservicenummer, citizen);
  const [outcome] = await recognise(asAsked(citizen));
  return outcome?.registratieId ?? '';
}

function pseudonymsOf({ burgerservicenummer }: BrpRecord): Promise<Pseudonyms> {
  return vault.post('sandbox', '/v1/sandbox/herkennen', { burgerservicenummer });
}

/** A person with an accepted record. */
async function knownPerson(fields: Partial<BrpRecord> = {}): Promise<BrpRecord & Pseudonyms> {
  const citizen = newCitizen(fields);
  const registerId = await recogniseOne(citizen);
  await vault.publisher.publish([registrationEvent(registerId)]);
  return { ...citizen, ...(await eventually(() => pseudonymsOf(citizen), { what: 'the person is known' })) };
}

const about = (records: readonly IncomingRecord[], key: string): IncomingRecord[] =>
  records.filter((record) => record.key?.toString() === key);
const statesOf = (portfolioId: string): unknown[] =>
  about(access, portfolioId).map((record) => valueOf(record)['toestand']);
const commandsOf = (registerId: string): unknown[] =>
  about(commands, registerId).map((record) => valueOf(record)['soort']);

/** Waits until this has been published after everything before it: then nothing of the former is still to come. */
async function everythingPublished(): Promise<void> {
  await eventually(
    async () => ((await vault.database.query('SELECT 1 FROM outbox LIMIT 1')).rows.length === 0 ? true : undefined),
    { what: 'an empty outbox' },
  );
}

describe('a first accepted record', () => {
  it('makes the person known and opens the portfolio once, however many events there are', async () => {
    const citizen = newCitizen();
    const registerId = await recogniseOne(citizen);
    await expect(pseudonymsOf(citizen)).rejects.toMatchObject({ status: 404 });
    const event = registrationEvent(registerId);
    await vault.publisher.publish([event, registrationEvent(registerId), event]);
    const { portfolioId } = await eventually(() => pseudonymsOf(citizen));
    await eventually(() => (statesOf(portfolioId).length > 0 ? true : undefined));
    await vault.publisher.publish([registrationEvent(registerId)]);
    const next = await knownPerson();
    await eventually(() => (statesOf(next.portfolioId).length > 0 ? true : undefined));
    expect(statesOf(portfolioId)).toEqual(['OPEN']);
    expect(valueOf(about(access, portfolioId)[0])).toEqual({
      portfolioId,
      toestand: 'OPEN',
      sinds: expect.stringMatching(/^2020-09-01T.*Z$/),
    });
  });

  it('copies no id of the register into the portfolio record, and begins a new trace', async () => {
    const { registratieId, matchingId, portfolioId } = await knownPerson();
    const record = await eventually(() => about(access, portfolioId)[0]);
    const whole = [record.key, record.value, ...Object.values(record.headers)].join('|');
    expect(whole).not.toContain(registratieId);
    expect(whole).not.toContain(matchingId);
    expect(record.headers['traceparent']?.toString()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('lets 752 compare with what it said of somebody outside the BRP', async () => {
    const nietIngezetene = { geslachtsnaam: CANARY_SURNAME, voornamen: 'Ann', landcode: '5010' };
    const outsider = { ...asAsked(newCitizen({ geboortedatum: '1981-02-03' })), nietIngezetene };
    const commandId = randomUUID();
    // The record with the wrong date is never accepted; the other one is.
    const [wrong] = await recognise({ ...outsider, geboortedatum: '1999-09-09', opdrachtId: randomUUID() });
    const [right] = await recognise({ ...outsider, opdrachtId: commandId });
    expect(wrong?.registratieId).toBe(right?.registratieId);
    await vault.publisher.publish([registrationEvent(right?.registratieId ?? '', { commandId })]);
    await eventually(async () => {
      const [outcome] = await recognise({ ...outsider, geboortedatum: '1999-09-09' });
      return outcome?.signalen[0]?.code === '752' ? true : undefined;
    });
    const [again] = await recognise({ ...outsider, geboortedatum: '1981-02-00' });
    expect(again?.signalen).toEqual([]);
  });
});

describe('claims', () => {
  it('go to matching with the facts of the diploma register, under the matching id', async () => {
    const person = await knownPerson();
    vault.world.diplomas.set(person.burgerservicenummer, [
      { ...english, burgerservicenummer: person.burgerservicenummer },
    ]);
    const claimId = randomUUID();
    await vault.publisher.publish([teachingStatement(person.registratieId, { claimId })]);
    const record = await eventually(() => about(claims, person.matchingId)[0]);
    expect(valueOf(record)).toEqual({
      claimId,
      matchingId: person.matchingId,
      onderwijs: { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' },
      opgegevenOp: '2020-09-01T10:00:00.000Z',
      diplomas: [english],
    });
    const whole = [record.value, ...Object.values(record.headers)].join('|');
    expect(whole).not.toContain(person.registratieId);
    expect(whole).not.toContain(person.burgerservicenummer);
    const line = await eventually(() => lines.map(valueOf).find(({ betrokkene }) => betrokkene === person.matchingId));
    expect(line).toMatchObject({ verwerkingsactiviteit: 'DIPLOMAREGISTER_RAADPLEGEN', betrokkeneDomein: 'matching' });
  });

  it('say so when the diploma register has nothing of the person', async () => {
    const person = await knownPerson();
    await vault.publisher.publish([teachingStatement(person.registratieId)]);
    const record = await eventually(() => about(claims, person.matchingId)[0]);
    expect(valueOf(record)).toMatchObject({ nietGevonden: true });
  });

  it('wait while the diploma register is away, and drain by themselves when it returns', async () => {
    const persons = [await knownPerson(), await knownPerson()];
    vault.world.away.add('diplomaregister');
    await vault.publisher.publish(persons.map(({ registratieId }) => teachingStatement(registratieId)));
    const askedBefore = vault.world.diplomaQuestions.length;
    await eventually(() => (vault.world.diplomaQuestions.length > askedBefore + 1 ? true : undefined));
    for (const { matchingId } of persons) expect(about(claims, matchingId)).toEqual([]);
    // The rest of the vault works on.
    expect(await recogniseOne(newCitizen())).not.toBe('');
    vault.world.away.delete('diplomaregister');
    for (const { matchingId } of persons) {
      const record = await eventually(() => about(claims, matchingId)[0], { withinMs: 40_000 });
      expect(valueOf(record)).toMatchObject({ nietGevonden: true });
    }
  });

  it.each<[string, object]>([
    ['cannot be read', { opleidingscode: 35195 }],
    // Such a claim was sent all the same, and set aside by diploma-matching with all later ones of the person.
    ['matching would not take', { ...english, datumBehaald: '2005-07' }],
  ])('of one person whose facts %s hold up nobody else', async (_, facts) => {
    const [broken, sound] = [await knownPerson(), await knownPerson()];
    vault.world.diplomas.set(broken.burgerservicenummer, [facts]);
    await vault.publisher.publish([
      teachingStatement(broken.registratieId),
      ...Array.from({ length: 3 }, (_, at) => teachingStatement(sound.registratieId, { onderwijs: { at } })),
    ]);
    await eventually(() => (about(claims, sound.matchingId).length === 3 ? true : undefined));
    expect(about(claims, broken.matchingId)).toEqual([]);
    vault.world.diplomas.set(broken.burgerservicenummer, [english]);
    await eventually(() => about(claims, broken.matchingId)[0]);
  });

  it('are sent again when the facts changed, and not when they did not', async () => {
    const person = await knownPerson();
    const mutated = [{ burgerservicenummer: person.burgerservicenummer }];
    await vault.publisher.publish([teachingStatement(person.registratieId)]);
    await eventually(() => about(claims, person.matchingId)[0]);
    const questions = (): number =>
      vault.world.diplomaQuestions.filter((number) => number === person.burgerservicenummer).length;
    await vault.post('sandbox', '/v1/diplomaregister/mutaties', mutated);
    await eventually(() => (questions() === 2 ? true : undefined));
    vault.world.diplomas.set(person.burgerservicenummer, [english]);
    await vault.post('sandbox', '/v1/diplomaregister/mutaties', mutated);
    await eventually(() => about(claims, person.matchingId).length > 1 || undefined);
    expect(about(claims, person.matchingId).map((record) => Object.keys(valueOf(record)).at(-1))).toEqual([
      'nietGevonden',
      'diplomas',
    ]);
    // The id followed from claim and facts alone, so facts that changed back were dropped as a message already seen.
    vault.world.diplomas.set(person.burgerservicenummer, []);
    await vault.post('sandbox', '/v1/diplomaregister/mutaties', mutated);
    await eventually(() => about(claims, person.matchingId).length > 2 || undefined);
    expect(new Set(about(claims, person.matchingId).map(({ headers }) => headers['id']?.toString())).size).toBe(3);
  });

  it('of the same teaching replace one another; those of somebody unknown are parked', async () => {
    const person = await knownPerson();
    const [older, newer, other, nobody] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await vault.publisher.publish([teachingStatement(person.registratieId, { claimId: older })]);
    await eventually(() => about(claims, person.matchingId)[0]);
    await vault.publisher.publish([
      teachingStatement(person.registratieId, { claimId: newer, statedAt: '2020-09-02T10:00:00.000Z' }),
      teachingStatement(person.registratieId, { claimId: other, onderwijs: { aanduiding: 'LERAAR_PO' } }),
      teachingStatement(randomUUID(), { claimId: nobody }),
    ]);
    await eventually(() => about(claims, person.matchingId).length === 3 || undefined);
    const { rows } = await vault.database.query<{ claim_id: string }>(
      'SELECT claim_id FROM claims JOIN persons USING (register_id) WHERE matching_id = $1',
      [person.matchingId],
    );
    expect(rows.map(({ claim_id }) => claim_id).sort()).toEqual([newer, other].sort());
    const token = await vault.teacherToken({ rol: 'OPERATOR' }, { audience: 'urn:lrr:beheer' });
    const parked = await eventually(async () => {
      const response = await patientFetch(`${vault.url}/beheer/v1/geparkeerd`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { berichten } = (await response.json()) as { berichten: object[] };
      return berichten.length > 0 ? berichten : undefined;
    });
    expect(JSON.stringify(parked)).toContain('CLAIM_OF_NOBODY');
  });
});

describe('a mutation of the BRP', () => {
  const mutate = async (citizen: BrpRecord): Promise<void> => {
    const { burgerservicenummer } = citizen;
    vault.world.persons.set(burgerservicenummer, { ...vault.world.persons.get(burgerservicenummer), ...citizen });
    await vault.post('sandbox', '/v1/brp/mutaties', [{ burgerservicenummer }, { burgerservicenummer: newNumber() }]);
  };
  const brpFields = ({
    burgerservicenummer,
    geboortedatum,
    geslacht,
    geslachtsnaam,
    voornamen,
  }: BrpRecord): BrpRecord => ({
    burgerservicenummer,
    geboortedatum,
    geslacht,
    geslachtsnaam,
    voornamen,
  });

  it('tells the register of a death once, without a date, and closes the portfolio', async () => {
    const person = await knownPerson();
    const dead = { ...brpFields(person), overlijdensdatum: '2020-08-30' };
    await mutate(dead);
    await eventually(() => (commandsOf(person.registratieId).length > 0 ? true : undefined));
    await mutate({ ...dead, voornamen: 'Eva Maria' });
    await eventually(() => (statesOf(person.portfolioId).length > 1 ? true : undefined));
    await everythingPublished();
    expect(commandsOf(person.registratieId)).toEqual(['OVERLIJDEN']);
    expect(statesOf(person.portfolioId)).toEqual(['OPEN', 'GESLOTEN']);
    expect(valueOf(about(commands, person.registratieId)[0])).toEqual({
      id: expect.any(String),
      soort: 'OVERLIJDEN',
      registratieId: person.registratieId,
      vastgelegdOp: expect.stringMatching(/^2020-09-01T.*Z$/),
      bron: { kanaal: 'KLUIS' },
      inhoud: { overleden: true },
    });
  });

  it('is asked for again until the BRP is back', async () => {
    const person = await knownPerson();
    vault.world.away.add('brp');
    await mutate({ ...brpFields(person), geboortedatum: '1981-01-01' });
    const asked = vault.world.brpQuestions.length;
    await eventually(() => (vault.world.brpQuestions.length > asked ? true : undefined));
    vault.world.away.delete('brp');
    await eventually(
      async () => {
        const [outcome] = await recognise({ ...asAsked(person), geboortedatum: '1981-01-01' });
        return outcome?.signalen.length === 0 ? true : undefined;
      },
      { withinMs: 30_000 },
    );
    expect((await recognise(asAsked(person)))[0]?.signalen.map(({ code }) => code)).toEqual(['752']);
  });

  it('that comes before the first accepted record is told with it', async () => {
    const citizen = newCitizen();
    const registerId = await recogniseOne(citizen);
    await mutate({ ...citizen, overlijdensdatum: '2020-08-30' });
    await eventually(async () => {
      const { rows } = await vault.database.query('SELECT 1 FROM brp_refreshes WHERE passes_left = 2');
      return rows.length === 0 ? true : undefined;
    });
    expect(commandsOf(registerId)).toEqual([]);
    await vault.publisher.publish([registrationEvent(registerId)]);
    await eventually(() => (commandsOf(registerId).length > 0 ? true : undefined));
    expect(commandsOf(registerId)).toEqual(['OVERLIJDEN']);
    const { portfolioId } = await pseudonymsOf(citizen);
    await eventually(() => (statesOf(portfolioId).length > 0 ? true : undefined));
    expect(statesOf(portfolioId)).toEqual(['GESLOTEN']);
  });
});

describe('the key of a portfolio', () => {
  interface Unwrapped {
    readonly sleutel: string;
    readonly versie: number;
  }
  const unwrap = async (leraarToken: string, aanmaken: boolean): Promise<Unwrapped> =>
    vault.post('portfolio-storage', '/v1/portfoliosleutels/uitpakken', { leraarToken, aanmaken });

  it('is made once, and unwrapped for the live token of the teacher alone', async () => {
    const { portfolioId, registratieId } = await knownPerson();
    const token = await vault.teacherToken({ portfolioId });
    await expect(unwrap(token, false)).rejects.toMatchObject({ status: 404 });
    const [one, two] = await Promise.all([unwrap(token, true), unwrap(token, true)]);
    expect(Buffer.from(one.sleutel, 'base64')).toHaveLength(32);
    expect(two).toEqual(one);
    expect(await unwrap(token, false)).toEqual(one);

    const refused = [
      await vault.teacherToken({ portfolioId }, { audience: 'urn:lrr:register' }),
      await vault.teacherToken({ portfolioId }, { expiresIn: -60 }),
      await vault.teacherToken({ registratieId }),
      `${token.slice(0, -4)}AAAA`,
      'geen-token',
    ];
    for (const other of refused) await expect(unwrap(other, false)).rejects.toMatchObject({ status: 401 });

    const { rows } = await vault.database.query<{ wrapped: Buffer }>(
      'SELECT wrapped FROM portfolio_keys WHERE portfolio_id = $1',
      [portfolioId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.wrapped.includes(Buffer.from(one.sleutel, 'base64'))).toBe(false);
    await eventually(() => {
      const unwrapped = lines.map(valueOf).filter(({ betrokkene }) => betrokkene === portfolioId);
      return unwrapped.length === 3 ? true : undefined;
    });
  });

  it('is not given for a portfolio that is not open', async () => {
    const stranger = await vault.teacherToken({ portfolioId: randomUUID() });
    await expect(unwrap(stranger, true)).rejects.toMatchObject({ status: 409, problemType: 'portfolio-niet-open' });
  });

  it('is shredded for good when the teacher erases the portfolio', async () => {
    const { portfolioId } = await knownPerson();
    const leraarToken = await vault.teacherToken({ portfolioId });
    await unwrap(leraarToken, true);
    const erase = (): Promise<unknown> =>
      vault.post('portfolio-storage', '/v1/portfoliosleutels/vernietigen', { leraarToken });
    expect(await erase()).toEqual({ portfolioId, toestand: 'GEWIST' });
    expect(await erase()).toEqual({ portfolioId, toestand: 'GEWIST' });
    await expect(unwrap(leraarToken, true)).rejects.toMatchObject({ status: 409 });
    await eventually(() => (statesOf(portfolioId).includes('GEWIST') ? true : undefined));
    expect(statesOf(portfolioId)).toEqual(['OPEN', 'GEWIST']);
    const { rows } = await vault.database.query('SELECT 1 FROM portfolio_keys WHERE portfolio_id = $1', [portfolioId]);
    expect(rows).toEqual([]);
  });
});

describe('the state pension age', () => {
  // 66 years and 4 months after 5 May 1954 is 5 September 2020.
  const almostThere = { geboortedatum: '1954-05-05' };

  it('is told to the register on the day, once, also to somebody who becomes known later', async () => {
    const known = await knownPerson(almostThere);
    const young = await knownPerson();
    const inFlight = newCitizen(almostThere);
    const inFlightId = await recogniseOne(inFlight);
    expect(commandsOf(known.registratieId)).toEqual([]);

    vault.world.date = '2020-09-05';
    await eventually(() => (commandsOf(known.registratieId).length > 0 ? true : undefined));
    expect(valueOf(about(commands, known.registratieId)[0])).toMatchObject({
      soort: 'AOW_BEREIKT',
      vastgelegdOp: expect.stringMatching(/^2020-09-0[45]T.*Z$/),
      bron: { kanaal: 'KLUIS' },
      inhoud: {},
    });
    expect(commandsOf(inFlightId)).toEqual([]);
    await vault.publisher.publish([registrationEvent(inFlightId)]);
    await eventually(() => (commandsOf(inFlightId).length > 0 ? true : undefined));

    // Somebody delivered after the day: the command of that delivery said so already.
    const late = await knownPerson(almostThere);
    const [outcome] = await recognise(asAsked(late));
    expect(outcome).toMatchObject({ aowBereikt: true, signalen: [{ code: '616' }] });

    vault.world.date = '2020-09-08';
    await eventually(async () => {
      const { rows } = await vault.database.query(`SELECT 1 FROM daily_tasks WHERE last_day >= '2020-09-08'`);
      return rows.length > 0 ? true : undefined;
    });
    await everythingPublished();
    for (const id of [known.registratieId, inFlightId]) expect(commandsOf(id)).toEqual(['AOW_BEREIKT']);
    for (const id of [young.registratieId, late.registratieId]) expect(commandsOf(id)).toEqual([]);
  });

  it('is told after a start for days passed while the vault was down', async () => {
    const person = await knownPerson({ geboortedatum: '1954-08-01' });
    const stopped = vault.restart();
    vault.world.date = '2021-02-01';
    await stopped;
    await eventually(() => (commandsOf(person.registratieId).length > 0 ? true : undefined));
    expect(commandsOf(person.registratieId)).toEqual(['AOW_BEREIKT']);
  });
});

describe('somebody whom the register destroyed', () => {
  it('leaves nothing behind, and gets other ids at a later delivery', async () => {
    const before = await knownPerson();
    await vault.publisher.publish([teachingStatement(before.registratieId)]);
    await eventually(() => about(claims, before.matchingId)[0]);
    await vault.publisher.publish([registrationEvent(before.registratieId, { name: 'persoon-vernietigd' })]);
    await eventually(() => (statesOf(before.portfolioId).includes('GESLOTEN') ? true : undefined));
    const { rows } = await vault.database.query('SELECT 1 FROM persons WHERE register_id = $1', [before.registratieId]);
    expect(rows).toEqual([]);
    // The matching is told to delete what it has under the id that leads to nobody now.
    await eventually(() => about(claims, before.matchingId).find(({ value }) => value === null));
    const proofs = (): unknown[] =>
      lines.filter(({ value }) => {
        const line = JSON.parse(String(value)) as Record<string, unknown>;
        return line['verwerkingsactiviteit'] === 'KOPPELING_VERNIETIGEN' && line['betrokkene'] === before.registratieId;
      });
    await eventually(() => (proofs().length === 1 ? true : undefined));
    // The same event once more finds nobody, and writes no second proof.
    await vault.publisher.publish([registrationEvent(before.registratieId, { name: 'persoon-vernietigd' })]);
    expect(await recogniseOne(before)).not.toBe(before.registratieId);
    const other = await knownPerson();
    await vault.publisher.publish([registrationEvent(other.registratieId, { name: 'persoon-vernietigd' })]);
    await eventually(() => (statesOf(other.portfolioId).includes('GESLOTEN') ? true : undefined));
    expect(proofs()).toHaveLength(1);
  });

  it('keeps the portfolio that is in use', async () => {
    const before = await knownPerson();
    const leraarToken = await vault.teacherToken({ portfolioId: before.portfolioId });
    const unwrap = { leraarToken, aanmaken: true };
    const key = await vault.post('portfolio-storage', '/v1/portfoliosleutels/uitpakken', unwrap);
    await vault.publisher.publish([registrationEvent(before.registratieId, { name: 'persoon-vernietigd' })]);
    await eventually(async () => {
      const { rows } = await vault.database.query('SELECT 1 FROM persons WHERE register_id = $1', [
        before.registratieId,
      ]);
      return rows.length === 0 ? true : undefined;
    });
    expect(await vault.post('portfolio-storage', '/v1/portfoliosleutels/uitpakken', unwrap)).toEqual(key);
    const registerId = await recogniseOne(before);
    expect(registerId).not.toBe(before.registratieId);
    await vault.publisher.publish([registrationEvent(registerId)]);
    const after = await eventually(() => pseudonymsOf(before));
    expect(after.portfolioId).toBe(before.portfolioId);
    expect(after.matchingId).not.toBe(before.matchingId);
  });
});

it('writes no number, name or birth date to a log, a metric or a topic', async () => {
  const metrics = await (await fetch(`${vault.url}/metrics`)).text();
  const numbers = [...vault.world.persons.keys()];
  const published = [...commands, ...access, ...claims, ...lines]
    .map(({ key, value, headers }) => [key, value, ...Object.values(headers)].join('|'))
    .join('\n');
  for (const place of [vault.logged(), metrics, published]) {
    expect(place.length).toBeGreaterThan(100);
    for (const secret of [...numbers, CANARY_SURNAME, '1980-05-06', '1954-05-05'])
      expect(place.includes(secret)).toBe(false);
  }
});
