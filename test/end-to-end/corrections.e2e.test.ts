import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor, until } from '../../scripts/demonstration/clients.ts';
import { appointment, fullGround, type Fields } from '../../scripts/demonstration/records.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { PERSON, startOneBoard, type OneBoard } from '../support/one-board.ts';

let board: OneBoard;

beforeAll(async () => {
  board = await startOneBoard();
}, 120_000);
afterAll(() => board.stack.stop());

/** Fetches until a record of this kind that answers this message is there. */
const fetchedAnswer = (berichtsoort: string, answers: string): Promise<any> =>
  board.fetched(berichtsoort, ({ kop }) => kop.berichtsoort === berichtsoort && kop.verwijstNaar === answers);

it('a teacher asks, his board fetches, answers and sends the new snapshot, and he sees that it is changed', async () => {
  const begin = addDays(board.today(), -10);
  const benoeming = appointment(board.seat, PERSON, begin, [fullGround(board.seat)]);
  const first = await board.deliver('AANLEVEREN_BENOEMING', { benoeming });
  await fetchedAnswer('TERUGKOPPELING_BENOEMING', first);

  const { registratieId } = await until('the vault knows the teacher', 30_000, () =>
    recognise(board.stack.endpoints, PERSON.burgerservicenummer),
  );
  const teacher = await tokenFor(board.stack.endpoints, 'urn:lrr:register', {
    claims: { rol: 'LERAAR', registratieId },
  });
  const own = `${board.stack.endpoints.register}/v1/registraties/${registratieId}`;
  const request = {
    bevoegdGezagNummer: board.seat.board,
    benoemingvolgnummer: '1',
    velden: ['/datumIngangBenoeming'],
    toelichting: 'Ik begon vijf dagen eerder.\nMijn rooster laat het zien.',
  };
  const headers = { 'idempotency-key': randomUUID() };
  await call('POST', `${own}/correcties`, { token: teacher, headers, body: request });

  const { kop, correctieverzoek } = await board.fetched(
    'CORRECTIEVERZOEK',
    ({ kop }) => kop.berichtsoort === 'CORRECTIEVERZOEK',
  );
  expect(kop).not.toHaveProperty('verwijstNaar');
  const { correctieverzoekId } = correctieverzoek;
  const { bevoegdGezagNummer: _board, ...asked } = request;
  const antwoordUiterlijk = addDays(board.today(), 28);
  expect(correctieverzoek).toEqual({ correctieverzoekId, ...asked, antwoordUiterlijk, herinnering: false });

  const answer = { correctieverzoekId, oordeel: 'AANGEPAST', toelichting: 'De nieuwe stand volgt.' };
  const answered = await board.deliver('ANTWOORD_CORRECTIEVERZOEK', { antwoordCorrectieverzoek: answer });
  expect(await fetchedAnswer('TERUGKOPPELING_VERWERKT', answered)).toMatchObject({
    terugkoppelingVerwerkt: { signalen: [] },
  });
  const seen = async (): Promise<any> =>
    (await call<{ correcties: Fields[] }>('GET', own, { token: teacher })).correcties;
  expect(await seen()).toMatchObject([{ correctieverzoekId, status: 'WACHT_OP_STAND' }]);

  const again = await board.deliver('ANTWOORD_CORRECTIEVERZOEK', {
    antwoordCorrectieverzoek: { ...answer, oordeel: 'JUIST' },
  });
  expect(await fetchedAnswer('TERUGKOPPELING_AFKEURING', again)).toMatchObject({
    terugkoppelingAfkeuring: { signalen: [{ code: '621' }] },
  });

  const earlier = appointment(board.seat, PERSON, addDays(begin, -5), [fullGround(board.seat)]);
  const renewed = { ...earlier, standvolgnummer: 2, oorspronkelijkeDatumIngang: begin };
  const second = await board.deliver('AANLEVEREN_BENOEMING', { benoeming: renewed });
  await fetchedAnswer('TERUGKOPPELING_BENOEMING', second);
  expect(await seen()).toMatchObject([
    {
      correctieverzoekId,
      ...request,
      status: 'AANGEPAST',
      antwoord: { oordeel: 'AANGEPAST', toelichting: 'De nieuwe stand volgt.' },
    },
  ]);
}, 180_000);
