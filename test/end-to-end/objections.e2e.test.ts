import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor } from '../../scripts/demonstration/clients.ts';
import { appointment, fullGround, type Fields } from '../../scripts/demonstration/records.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { eventually } from '../support/eventually.ts';
import { PERSON, startOneBoard, type OneBoard } from '../support/one-board.ts';

let board: OneBoard;
let registratieId: string;
let correctieverzoekId: string;

beforeAll(async () => {
  board = await startOneBoard();
}, 120_000);
// Folds the turns of the year once more.
afterAll(() => board.stack.stop(), 300_000);

/** The next record 16 that is, or is not, a reminder. */
async function requestFetched(herinnering: boolean): Promise<any> {
  const what = `record 16${herinnering ? ', a reminder' : ''}`;
  return (await board.fetched(what, (record) => record.correctieverzoek?.herinnering === herinnering)).correctieverzoek;
}

const tokenOf = (rol: string): Promise<string> =>
  tokenFor(board.stack.endpoints, 'urn:lrr:register', {
    claims: {
      rol,
      ...(rol === 'LERAAR' ? { registratieId } : {}),
      ...(rol === 'BESTUUR' ? { bevoegdGezagNummer: board.seat.board } : {}),
    },
  });

async function take(rol: string, step: string, body: Fields): Promise<void> {
  const url = `${board.stack.endpoints.register}/v1/correcties/${correctieverzoekId}/${step}`;
  const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=10' };
  expect(await call('POST', url, { token: await tokenOf(rol), headers, body })).toMatchObject({ status: 'VERWERKT' });
}

/** The request as this role sees it, once it stands so. */
async function standing(rol: string, status: string): Promise<any> {
  return eventually(
    async () => {
      const url = `${board.stack.endpoints.register}/v1/correcties/${correctieverzoekId}`;
      const seen = await call<any>('GET', url, { token: await tokenOf(rol) });
      return seen.status === status ? seen : undefined;
    },
    { withinMs: 120_000, what: status },
  );
}

const ownRegistration = async (): Promise<any> =>
  call('GET', `${board.stack.endpoints.register}/v1/registraties/${registratieId}`, { token: await tokenOf('LERAAR') });

async function until(day: string): Promise<void> {
  await board.standStillUntil(day);
  const token = await tokenFor(board.stack.endpoints, 'urn:lrr:beheer', { claims: { rol: 'OPERATOR' } });
  const turned = async (): Promise<true | undefined> => {
    const { laatsteDag } = await call<Fields>('GET', `${board.stack.endpoints.register}/beheer/v1/dagovergang`, {
      token,
    });
    return laatsteDag === day ? true : undefined;
  };
  await eventually(turned, { withinMs: 120_000, what: `the turn of ${day}` });
}

const document = (article: string) => ({
  grondslagen: [article],
  overwegingen: 'Wij hebben uw arbeidsovereenkomst gezien.',
  datum: board.today(),
  bekendgemaaktOp: board.today(),
});

it('a teacher goes from his request to the court, and his appointment is put right in the end', async () => {
  const begin = addDays(board.today(), -10);
  await board.deliver('AANLEVEREN_BENOEMING', {
    benoeming: appointment(board.seat, PERSON, begin, [fullGround(board.seat)]),
  });
  registratieId = await eventually(
    async () => (await recognise(board.stack.endpoints, PERSON.burgerservicenummer))?.registratieId,
    { withinMs: 30_000, what: 'the person' },
  );
  await eventually(async () => ((await ownRegistration()).status === 'BEKEND' ? true : undefined), {
    withinMs: 30_000,
    what: 'BEKEND',
  });
  await call('POST', `${board.stack.endpoints.register}/v1/registraties/${registratieId}/correcties`, {
    token: await tokenOf('LERAAR'),
    headers: { 'idempotency-key': randomUUID() },
    body: {
      bevoegdGezagNummer: board.seat.board,
      benoemingvolgnummer: '1',
      velden: ['/datumIngangBenoeming'],
      toelichting: 'Ik begon vijf dagen eerder.',
    },
  });
  ({ correctieverzoekId } = await requestFetched(false));
  await board.deliver('ANTWOORD_CORRECTIEVERZOEK', {
    antwoordCorrectieverzoek: { correctieverzoekId, oordeel: 'JUIST' },
  });
  await standing('LERAAR', 'JUIST_BEVONDEN');

  await take('LERAAR', 'besluitverzoek', { toelichting: 'Mijn arbeidsovereenkomst zegt iets anders.' });
  await take('BEHEER', 'besluit', { dictum: 'AFGEWEZEN', ...document('Awb 4:13 lid 2') });
  await take('LERAAR', 'bezwaar', { toelichting: 'U hebt een bijlage niet gezien.' });
  const objectBy: string = (await standing('BESTUUR', 'BEZWAAR')).stappen[1].rechtsmiddel.uiterlijk;

  await until(addDays(objectBy, 1));
  await take('BEHEER', 'behandeling', { stap: 'COMMISSIE_INGESTELD' });
  await take('BEHEER', 'advies', {
    strekking: 'GEGROND',
    uitgebrachtOp: board.today(),
    overwegingen: 'De bijlage is duidelijk.',
  });
  await take('BEHEER', 'beslissing-op-bezwaar', {
    dictum: 'GEGROND',
    verzoek: 'TOEGEWEZEN',
    ...document('Awb 7:11 lid 2'),
  });
  expect(await requestFetched(true)).toMatchObject({
    correctieverzoekId,
    velden: ['/datumIngangBenoeming'],
    antwoordUiterlijk: addDays(board.today(), 28),
  });

  await take('BEHEER', 'beroep', { instantie: 'RECHTBANK', indiener: 'BESTUUR', ingesteldOp: board.today() });
  await take('BEHEER', 'uitspraak', { dictum: 'ONGEGROND', datum: board.today(), bekendgemaaktOp: board.today() });
  const { stappen, termijnen } = await standing('LERAAR', 'UITSPRAAK');
  expect(stappen.map(({ soort }: { soort: string }) => soort)).toEqual([
    'BESLUITVERZOEK',
    'BESLUIT',
    'BEZWAAR',
    'ADVIES',
    'BESLISSING_OP_BEZWAAR',
    'UITSPRAAK',
  ]);

  await until(addDays(termijnen[0].uiterlijk, 1));
  await standing('LERAAR', 'ONHERROEPELIJK');
  const { correcties } = await call<any>('GET', `${board.stack.endpoints.register}/v1/correcties`, {
    token: await tokenOf('BEHEER'),
  });
  expect(correcties).toMatchObject([{ correctieverzoekId, termijnen: [{ stap: 'STAND', wie: 'BESTUUR' }] }]);
  expect((await ownRegistration()).benoemingen).toMatchObject([{ inOnderzoek: ['/datumIngangBenoeming'] }]);

  const earlier = appointment(board.seat, PERSON, addDays(begin, -5), [fullGround(board.seat)]);
  const renewed = { ...earlier, standvolgnummer: 2, oorspronkelijkeDatumIngang: begin };
  await board.deliver('AANLEVEREN_BENOEMING', { benoeming: renewed });
  await eventually(
    async () => ((await ownRegistration()).benoemingen[0].inOnderzoek === undefined ? true : undefined),
    {
      withinMs: 30_000,
      what: 'an appointment that is not in question',
    },
  );
}, 400_000);
