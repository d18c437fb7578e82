import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor, until } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { appointment, messageIdOf, temporaryGround, type Fields } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';
import { startStack, type TestStack } from '../support/stack.ts';

const PERSON: BrpPerson = {
  burgerservicenummer: '998765442',
  geboortedatum: '1981-03-29',
  geslacht: 'V',
  geslachtsnaam: 'Jansen',
  voornamen: 'An',
};
const LIST = '/v1/waardenlijsten/benoemingsgrondslagen';

let stack: TestStack;
let seat: BoardSeat;
let today: string;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  const [first] = boardSeats();
  if (first === undefined) throw new Error('no seat');
  seat = first;
  await giveMandates(stack.endpoints, [seat]);
  await call('POST', `${stack.endpoints.sandbox}/brp/personen`, { body: [PERSON] });
  today = (await call<{ datum: string }>('GET', `${stack.endpoints.sandbox}/datum`)).datum;
}, 120_000);
afterAll(async () => {
  await stack.stop();
});

/** A ground that is in no release: ten years, for the sector of the board. */
async function addGround(): Promise<string> {
  const url = `${stack.endpoints.intake}${LIST}`;
  const list = await fetch(url);
  const { rijen } = (await list.json()) as { rijen: Fields[] };
  const { benoemingsgrondslag } = temporaryGround(seat);
  const model = rijen.find(({ code, sector }) => code === benoemingsgrondslag && sector === seat.sector);
  const code = `${String(benoemingsgrondslag).slice(0, 1)}99`;
  const { verlengt: _, ...row } = { ...model, code, maxDuur: 120, maxEenheid: 'MAAND' } as Fields;
  await call('PUT', `${url}?ingangsdatum=${today}`, {
    token: await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['beheer'] }),
    headers: { 'if-match': list.headers.get('etag') ?? '' },
    body: { rijen: [...rijen, row] },
  });
  return code;
}

let sent = 0;
async function deliver(
  ground: Fields,
  begin: string,
): Promise<{ statusMelding: string; signalen: { code: string }[] }> {
  sent += 1;
  const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
  const kop = head(seat, messageIdOf('new-ground', String(sent)), 'AANLEVEREN_BENOEMING', at);
  const claims = { oin: seat.supplierOin };
  const answer = await call<{ ontvangstbevestigingen: { statusMelding: string; signalen: { code: string }[] }[] }>(
    'POST',
    `${stack.endpoints.intake}/v1/leveringen`,
    {
      token: await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims }),
      body: {
        leveringId: messageIdOf('new-ground', 'delivery', String(sent)),
        berichten: [{ kop, benoeming: appointment(seat, PERSON, begin, [ground]) }],
      },
    },
  );
  return answer.ontvangstbevestigingen[0]!;
}

it('a ground that is added to the code list gives a place in the register, with its term', async () => {
  const year = Number(today.slice(0, 4)) - 1;
  const begin = `${year}-09-15`;
  const unknown = { ...temporaryGround(seat), benoemingsgrondslag: '599' };
  expect(await deliver(unknown, begin)).toMatchObject({ statusMelding: 'A', signalen: [{ code: '601' }] });

  const ground = { ...temporaryGround(seat), benoemingsgrondslag: await addGround() };
  // Intake judges with the new list once Kafka has it for every partition of the register.
  await until('the ground is known', 30_000, async () =>
    (await deliver(ground, begin)).statusMelding === 'B' ? true : undefined,
  );

  const entry = await until('a place in the anteroom', 30_000, async () => {
    const registratieId = (await recognise(stack.endpoints, PERSON.burgerservicenummer))?.registratieId;
    if (registratieId === undefined) return undefined;
    const token = await tokenFor(stack.endpoints, 'urn:lrr:register', { claims: { rol: 'LERAAR', registratieId } });
    const url = `${stack.endpoints.register}/v1/registraties/${registratieId}`;
    return (await call<{ voorportaal: Fields[] }>('GET', url, { token })).voorportaal[0];
  });
  expect(entry).toMatchObject({
    benoemingsgrondslag: ground.benoemingsgrondslag,
    status: 'INGESCHREVEN',
    uiterlijkeDatum: `${year + 10}-09-14`,
  });
}, 120_000);
