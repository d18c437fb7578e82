import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { call, tokenFor, until } from '../../scripts/demonstration/clients.ts';
import { appointment, temporaryGround, type Fields } from '../../scripts/demonstration/records.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { PERSON, startOneBoard, type OneBoard } from '../support/one-board.ts';
import { patientFetch } from '../support/patient-fetch.ts';

const LIST = '/v1/waardenlijsten/benoemingsgrondslagen';

let board: OneBoard;

beforeAll(async () => {
  board = await startOneBoard();
}, 120_000);
afterAll(() => board.stack.stop());

/** A ground that is in no release: ten years, for the sector of the board. */
async function addGround(): Promise<string> {
  const url = `${board.stack.endpoints.intake}${LIST}`;
  const list = await patientFetch(url);
  const { rijen } = (await list.json()) as { rijen: Fields[] };
  const { benoemingsgrondslag } = temporaryGround(board.seat);
  const model = rijen.find(({ code, sector }) => code === benoemingsgrondslag && sector === board.seat.sector);
  const code = `${String(benoemingsgrondslag).slice(0, 1)}99`;
  const { verlengt: _, ...row } = { ...model, code, maxDuur: 120, maxEenheid: 'MAAND' } as Fields;
  await call('PUT', `${url}?ingangsdatum=${board.today()}`, {
    token: await tokenFor(board.stack.endpoints, 'urn:lrr:aanlevering', { scope: ['beheer'] }),
    headers: { 'if-match': list.headers.get('etag') ?? '' },
    body: { rijen: [...rijen, row] },
  });
  return code;
}

const deliver = (ground: Fields, begin: string): ReturnType<OneBoard['send']> =>
  board.send('AANLEVEREN_BENOEMING', { benoeming: appointment(board.seat, PERSON, begin, [ground]) });

it('a ground that is added to the code list gives a place in the register, with its term', async () => {
  const year = Number(board.today().slice(0, 4)) - 1;
  const begin = `${year}-09-15`;
  const unknown = { ...temporaryGround(board.seat), benoemingsgrondslag: '599' };
  expect(await deliver(unknown, begin)).toMatchObject({ statusMelding: 'A', signalen: [{ code: '601' }] });

  const ground = { ...temporaryGround(board.seat), benoemingsgrondslag: await addGround() };
  // Intake judges with the new list once Kafka has it for every partition of the register.
  await until('the ground is known', 30_000, async () =>
    (await deliver(ground, begin)).statusMelding === 'B' ? true : undefined,
  );

  const entry = await until('a place in the anteroom', 30_000, async () => {
    const registratieId = (await recognise(board.stack.endpoints, PERSON.burgerservicenummer))?.registratieId;
    if (registratieId === undefined) return undefined;
    const token = await tokenFor(board.stack.endpoints, 'urn:lrr:register', {
      claims: { rol: 'LERAAR', registratieId },
    });
    const url = `${board.stack.endpoints.register}/v1/registraties/${registratieId}`;
    return (await call<{ voorportaal: Fields[] }>('GET', url, { token })).voorportaal[0];
  });
  expect(entry).toMatchObject({
    benoemingsgrondslag: ground.benoemingsgrondslag,
    status: 'INGESCHREVEN',
    uiterlijkeDatum: `${year + 10}-09-14`,
  });
}, 120_000);
