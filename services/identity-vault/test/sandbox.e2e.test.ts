import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startStack } from '../../../test/support/stack.ts';
import type { TestStack } from '../../../test/support/stack.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import type { ServiceClient } from '../../_platform/src/http/service-client.ts';
import type { BrpRecord } from './outside-world.ts';

const OIN = '00000001000000000001';
/** A board with an open VO location. */
const board = '99009';
const location = '99VB00';

interface Ids {
  readonly registratieId: string;
  readonly portfolioId: string;
  readonly matchingId: string;
}

let stack: TestStack;
let sandbox: ServiceClient;
let intake: ServiceClient;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  sandbox = createServiceClient({ baseUrl: stack.endpoints.sandbox, timeoutMs: 10_000 });
  intake = createServiceClient({ baseUrl: stack.endpoints.intake, timeoutMs: 10_000 });
  await sandbox.post('/mandaten', [{ oin: OIN, bevoegdGezagNummer: board, aanleverpuntnummer: '01' }]);
}, 120_000);
afterAll(async () => {
  await sandbox.close();
  await intake.close();
  await stack.stop();
});

async function token(audience: string, claims: object, scope: string[] = []): Promise<{ authorization: string }> {
  const { token: text } = await sandbox.post<{ token: string }>('/tokens', { audience, scope, claims });
  return { authorization: `Bearer ${text}` };
}

async function seededPerson(at: number): Promise<BrpRecord> {
  const { personen } = await sandbox.get<{ personen: BrpRecord[] }>(`/bevolking?vanaf=${at}&aantal=1`);
  if (personen[0] === undefined) throw new Error('the sandbox has no such person');
  return personen[0];
}

function kop(berichtsoort: string): object {
  return {
    identificatiecodeBedrijfsdocument: randomUUID(),
    berichtsoort,
    berichtenboekVersie: '1.0',
    verzendendeInstantie: board,
    ontvangendeInstantie: 'LRR',
    datumTijdBedrijfsdocument: new Date().toISOString(),
    bevoegdGezagNummer: board,
    aanleverpuntnummer: '01',
    oinVerzender: '00000001000000000099',
    oinLeverancier: OIN,
  };
}

/** Record 1 with the fewest fields. */
function appointment(persoon: object): object {
  return {
    kop: kop('AANLEVEREN_BENOEMING'),
    benoeming: {
      persoon,
      benoemingvolgnummer: '1',
      sector: 'VO',
      soortBetrekking: 'BENOEMING',
      datumBeginArbeidsovereenkomst: '2025-08-01',
      datumIngangBenoeming: '2025-08-01',
      perioden: [{ datumBegin: '2025-08-01', grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location] }] }],
    },
  };
}

async function deliver({ burgerservicenummer, geboortedatum, geslacht }: BrpRecord): Promise<string[]> {
  return deliverRecord(appointment({ burgerservicenummer, geboortedatum, geslacht }));
}

/** Codes of the receipt. */
async function deliverRecord(record: object): Promise<string[]> {
  const { ontvangstbevestigingen } = await intake.post<{
    ontvangstbevestigingen: { signalen: { code: string; ernst: string }[] }[];
  }>(
    '/v1/leveringen',
    { leveringId: randomUUID(), berichten: [record] },
    await token('urn:lrr:aanlevering', { oin: OIN }, ['aanleveren']),
  );
  return ontvangstbevestigingen.flatMap(({ signalen }) => signalen.map(({ code, ernst }) => `${code}${ernst}`));
}

it('knows a seeded person after a delivery, and carries a death from the BRP to the register', async () => {
  const person = await seededPerson(1_234);
  await expect(sandbox.post('/herkennen', { burgerservicenummer: person.burgerservicenummer })).rejects.toMatchObject({
    status: 404,
  });

  expect(await deliver(person)).toEqual([]);
  const ids = await eventually(() =>
    sandbox.post<Ids>('/herkennen', { burgerservicenummer: person.burgerservicenummer }),
  );
  expect(new Set(Object.values(ids)).size).toBe(3);

  const register = createServiceClient({ baseUrl: stack.endpoints.register, timeoutMs: 10_000 });
  // Who is kept is there for himself alone.
  const asTeacher = await token('urn:lrr:register', { rol: 'LERAAR', registratieId: ids.registratieId });
  const status = async (): Promise<string> =>
    (await register.get<{ status: string }>(`/v1/registraties/${ids.registratieId}`, asTeacher)).status;
  await eventually(async () => ((await status()) === 'BEKEND' ? true : undefined), { what: 'status BEKEND' });

  await sandbox.post('/brp/personen', [{ ...person, overlijdensdatum: '2026-10-01' }]);
  await eventually(async () => ((await status()) === 'BEWAARD' ? true : undefined), { what: 'status BEWAARD' });
  await register.close();
});

it('puts deliveries off while the BRP is away, but not those of people it knows', async () => {
  const [known, stranger] = [await seededPerson(2_000), await seededPerson(2_001)];
  expect(await deliver(known)).toEqual([]);
  await eventually(() => sandbox.post<Ids>('/herkennen', { burgerservicenummer: known.burgerservicenummer }));
  await sandbox.put('/storing/brp', { soort: 'UIT' });
  await expect(deliver(stranger)).rejects.toMatchObject({ status: 503 });
  // The same appointment again is a newer snapshot.
  expect(await deliver(known)).toEqual([]);
  await sandbox.put('/storing/brp', { soort: 'AAN' });
  expect(await deliver(stranger)).toEqual([]);
});

it('gives somebody from abroad the number of the BRP by record 3, and follows the BRP from then on', async () => {
  const [resident, later] = [await seededPerson(3_000), await seededPerson(3_001)];
  const { geboortedatum, geslacht } = resident;
  const idsOf = (burgerservicenummer: string): Promise<Ids> => sandbox.post<Ids>('/herkennen', { burgerservicenummer });
  // Passes the eleven-test, and is not of the population.
  const persoon = { burgerservicenummer: '123456782', geboortedatum, geslacht };
  const nietIngezetene = { geslachtsnaam: 'Peeters', voornamen: 'Ann', landcode: '5010' };
  expect(await deliverRecord(appointment({ ...persoon, nietIngezetene }))).toEqual([]);
  const before = await eventually(() => idsOf(persoon.burgerservicenummer));

  const nieuwePersoon = { burgerservicenummer: resident.burgerservicenummer, geboortedatum, geslacht };
  const change = {
    kop: kop('AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS'),
    wijzigingSleutelgegevens: { persoon, nieuwePersoon },
  };
  expect(await deliverRecord(change)).toEqual([]);
  expect(await eventually(() => idsOf(resident.burgerservicenummer))).toEqual(before);
  expect(await idsOf(persoon.burgerservicenummer)).toEqual(before);
  await eventually(async () => ((await deliver(resident)).length === 0 ? true : undefined));
  expect(await idsOf(resident.burgerservicenummer)).toEqual(before);

  const { burgerservicenummer: vorigBurgerservicenummer, ...facts } = resident;
  const { burgerservicenummer } = later;
  await sandbox.post('/brp/personen', [{ ...facts, burgerservicenummer, vorigBurgerservicenummer }]);
  expect(await eventually(() => idsOf(burgerservicenummer))).toEqual(before);
  expect(await idsOf(vorigBurgerservicenummer)).toEqual(before);
});

it('asks intake once a day which records are under way', async () => {
  const database = openDatabase({ url: stack.databases['identity-vault'].url, applicationName: 'test' });
  await eventually(async () => {
    const { rows } = await database.query(`SELECT 1 FROM daily_tasks WHERE task = 'clearing'`);
    return rows.length > 0 ? true : undefined;
  });
  await database.close();
});

it('asks its database, too, whether it is ready', async () => {
  const { controles } = (await (await fetch(`${stack.endpoints.vault}/health/ready`)).json()) as { controles: object };
  expect(controles).toHaveProperty('database', true);
});
