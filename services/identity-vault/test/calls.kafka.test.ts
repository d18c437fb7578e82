import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { patientFetch } from '../../../test/support/patient-fetch.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { CANARY_SURNAME, asAsked, newCitizen } from './citizens.ts';
import type { BrpRecord } from './outside-world.ts';
import { registrationEvent, valueOf } from './register-records.ts';
import { startVault } from './running-vault.ts';
import type { RunningVault } from './running-vault.ts';

interface Outcome {
  readonly registratieId?: string;
  readonly signalen: { readonly code: string }[];
}

const TODAY = '2020-09-01';

let vault: RunningVault;
let commands: readonly IncomingRecord[];

beforeAll(async () => {
  vault = await startVault();
  commands = await vault.follow('lrr.opdracht.v1');
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

const pseudonymsOf = ({ burgerservicenummer }: Pick<BrpRecord, 'burgerservicenummer'>): Promise<unknown> =>
  vault.post('sandbox', '/v1/sandbox/herkennen', { burgerservicenummer });
const commandsOf = (registerId: string): unknown[] =>
  commands.filter((record) => record.key?.toString() === registerId).map((record) => valueOf(record)['soort']);

describe('a change of key data', () => {
  it('whose event came while the vault was down is carried out after the start, once', async () => {
    const nietIngezetene = { geslachtsnaam: CANARY_SURNAME, voornamen: 'Ann', landcode: '5010' };
    const { datumIngangBenoeming: _, ...words } = asAsked(newCitizen());
    const [commandId, changeId] = [randomUUID(), randomUUID()];
    const [first] = await recognise({ ...words, nietIngezetene, opdrachtId: commandId });
    const registerId = first?.registratieId ?? '';
    await vault.publisher.publish([registrationEvent(registerId, { commandId })]);
    await eventually(() => pseudonymsOf(words));
    const next = newCitizen();
    vault.world.persons.set(next.burgerservicenummer, next);
    const { datumIngangBenoeming: __, ...nieuwePersoon } = asAsked(next);
    const record = { ...words, nieuwePersoon, opdrachtId: changeId };
    expect(await recognise(record)).toMatchObject([{ registratieId: registerId, signalen: [] }]);

    const restarted = vault.restart();
    const event = registrationEvent(registerId, { name: 'sleutelgegevens-gewijzigd', commandId: changeId });
    await vault.publisher.publish([event, event, registrationEvent(registerId)]);
    await restarted;
    await eventually(() => pseudonymsOf(next), { withinMs: 15_000 });
    const find = { burgerservicenummers: [next.burgerservicenummer, words.burgerservicenummer] };
    expect(await vault.post('appointment-intake', '/v1/personen/opzoeken', find)).toEqual({
      registratieIds: [registerId, registerId],
    });
    await eventually(() => (commandsOf(registerId).length > 0 ? true : undefined));
    expect(commandsOf(registerId)).toEqual(['BRP_MUTATIE']);
    expect(await vault.post('appointment-intake', '/v1/personen/nummers', { registratieIds: [registerId] })).toEqual({
      personen: [
        {
          registratieId: registerId,
          burgerservicenummer: next.burgerservicenummer,
          vorigBurgerservicenummer: words.burgerservicenummer,
          geslachtsnaam: next.geslachtsnaam,
          voornamen: next.voornamen,
        },
      ],
    });
    expect(await recognise(record)).toMatchObject([
      { signalen: [{ code: '793', veld: '/persoon/burgerservicenummer' }] },
    ]);
  });

  it('and a trial are judged by the description of the call', async () => {
    const { burgerservicenummer } = newCitizen();
    const sound = { ontvangstdag: vault.world.date, proef: true, personen: [] };
    expect(await vault.post('appointment-intake', '/v1/personen/herkennen', sound)).toEqual({ uitkomsten: [] });
    const wrong = [
      ['/v1/personen/herkennen', { ...sound, proef: 'ja' }],
      [
        '/v1/personen/herkennen',
        { ...sound, personen: [{ ...asAsked(newCitizen()), nieuwePersoon: { burgerservicenummer } }] },
      ],
      [
        '/v1/personen/herkennen',
        {
          ...sound,
          personen: [
            {
              ...asAsked(newCitizen()),
              nieuwePersoon: { burgerservicenummer, geboortedatum: '1981-02-29', geslacht: 'V' },
            },
          ],
        },
      ],
      ['/v1/personen/opzoeken', { burgerservicenummers: ['12345678'] }],
      ['/v1/personen/opzoeken', { burgerservicenummers: Array(1_001).fill(burgerservicenummer) }],
      ['/v1/personen/nummers', { registratieIds: ['geen-id'] }],
      ['/v1/personen/nummers', { registratieIds: Array(501).fill(randomUUID()) }],
    ] as const;
    for (const [path, body] of wrong) {
      await expect(vault.post('appointment-intake', path, body)).rejects.toMatchObject({ status: 400 });
    }
  });
});

describe('who may call', () => {
  const calls = [
    ['/v1/personen/herkennen', 'appointment-intake', { ontvangstdag: TODAY, personen: [] }],
    ['/v1/personen/opzoeken', 'appointment-intake', { burgerservicenummers: [] }],
    ['/v1/personen/nummers', 'appointment-intake', { registratieIds: [] }],
    ['/v1/brp/mutaties', 'sandbox', []],
    ['/v1/diplomaregister/mutaties', 'sandbox', []],
    ['/v1/portfoliosleutels/uitpakken', 'portfolio-storage', { leraarToken: 'x', aanmaken: false }],
    ['/v1/portfoliosleutels/vernietigen', 'portfolio-storage', { leraarToken: 'x' }],
    ['/v1/sandbox/herkennen', 'sandbox', { burgerservicenummer: '999990019' }],
  ] as const;

  it.each(calls)('%s: %s alone', async (path, allowed, body) => {
    const call = async (token?: string): Promise<number> => {
      const response = await patientFetch(vault.url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      });
      return response.status;
    };
    expect(await call()).toBe(401);
    expect(await call(await vault.teacherToken({ rol: 'BEHEER' }, { audience: 'urn:lrr:beheer' }))).toBe(401);
    for (const service of ['appointment-intake', 'portfolio-storage', 'sandbox'] as const) {
      const status = await call(await vault.tokenOf(service));
      expect(status === 403).toBe(service !== allowed);
    }
  });

  it('answers 400 to bodies that the description does not know, without repeating anything', async () => {
    const sound = asAsked(newCitizen());
    const bodies = [
      { ontvangstdag: TODAY },
      { ontvangstdag: '2020-02-30', personen: [] },
      { ontvangstdag: TODAY, personen: [{ ...sound, geboortedatum: '1981-02-29' }] },
      { ontvangstdag: TODAY, personen: [{ ...sound, [CANARY_SURNAME]: 'x' }] },
      { ontvangstdag: TODAY, personen: [{ ...sound, geslacht: 'X' }] },
      { ontvangstdag: TODAY, personen: Array.from({ length: 501 }, () => sound) },
      [],
    ];
    for (const body of bodies) {
      const response = await patientFetch(`${vault.url}/v1/personen/herkennen`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await vault.tokenOf('appointment-intake')}`,
        },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      expect({
        status: response.status,
        text: text.includes(CANARY_SURNAME) || text.includes(sound.burgerservicenummer),
      }).toEqual({
        status: 400,
        text: false,
      });
    }
  });

  it('answers 503 when the BRP is needed and away', async () => {
    vault.world.away.add('brp');
    await expect(recognise(asAsked(newCitizen()))).rejects.toMatchObject({ status: 503, retryable: true });
  });
});
