import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { appointment, fullGround, type Fields } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';
import { eventually } from '../support/eventually.ts';
import { startStack, type TestStack } from '../support/stack.ts';

const PERSON: BrpPerson = {
  burgerservicenummer: '998765442',
  geboortedatum: '1971-03-29',
  geslacht: 'V',
  geslachtsnaam: 'Jansen',
  voornamen: 'An',
};

let stack: TestStack;
let seat: BoardSeat;
let supplier: string;
let today: string;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  seat = boardSeats()[0]!;
  await giveMandates(stack.endpoints, [seat]);
  await call('POST', `${stack.endpoints.sandbox}/brp/personen`, { body: [PERSON] });
  today = (await call<{ datum: string }>('GET', `${stack.endpoints.sandbox}/datum`)).datum;
  const claims = { oin: seat.supplierOin };
  supplier = await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims });
}, 120_000);
afterAll(() => stack.stop());

let sent = 0;
/** Delivers one record; gives its message id. */
async function deliver(berichtsoort: string, body: Fields): Promise<string> {
  sent += 1;
  const id = randomUUID();
  const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
  const berichten = [{ kop: head(seat, id, berichtsoort, at), ...body }];
  const url = `${stack.endpoints.intake}/v1/leveringen`;
  const { ontvangstbevestigingen } = await call<{ ontvangstbevestigingen: Fields[] }>('POST', url, {
    token: supplier,
    body: { leveringId: randomUUID(), berichten },
  });
  expect(ontvangstbevestigingen).toMatchObject([{ statusMelding: 'B' }]);
  return id;
}

let fetches = 0;
/** Fetches from the stock until a record of this kind, and when given with this answered id, is there. */
async function fetched(berichtsoort: string, answers?: string): Promise<any> {
  return eventually(
    async () => {
      fetches += 1;
      const { berichten } = await call<{ berichten: { kop: Fields }[] }>(
        'POST',
        `${stack.endpoints.intake}/v1/terugkoppelingen/ophalen`,
        {
          token: supplier,
          body: {
            bevoegdGezagNummer: seat.board,
            aanleverpuntnummer: seat.deliveryPoint,
            volgnummerVerzoek: fetches,
            maxAantal: 1,
          },
        },
      );
      return berichten.find(({ kop }) => kop['berichtsoort'] === berichtsoort && kop['verwijstNaar'] === answers);
    },
    { withinMs: 60_000, what: berichtsoort },
  );
}

it('a teacher asks, his board fetches, answers and sends the new snapshot, and he sees that it is changed', async () => {
  const begin = addDays(today, -10);
  const benoeming = appointment(seat, PERSON, begin, [fullGround(seat)]);
  const first = await deliver('AANLEVEREN_BENOEMING', { benoeming });
  await fetched('TERUGKOPPELING_BENOEMING', first);

  const { registratieId } = (await recognise(stack.endpoints, PERSON.burgerservicenummer))!;
  const teacher = await tokenFor(stack.endpoints, 'urn:lrr:register', { claims: { rol: 'LERAAR', registratieId } });
  const own = `${stack.endpoints.register}/v1/registraties/${registratieId}`;
  const request = {
    bevoegdGezagNummer: seat.board,
    benoemingvolgnummer: '1',
    velden: ['/datumIngangBenoeming'],
    toelichting: 'Ik begon vijf dagen eerder.\nMijn rooster laat het zien.',
  };
  const headers = { 'idempotency-key': randomUUID() };
  await call('POST', `${own}/correcties`, { token: teacher, headers, body: request });

  const { kop, correctieverzoek } = await fetched('CORRECTIEVERZOEK');
  expect(kop).not.toHaveProperty('verwijstNaar');
  const { correctieverzoekId } = correctieverzoek;
  const { bevoegdGezagNummer: _board, ...asked } = request;
  const antwoordUiterlijk = addDays(today, 28);
  expect(correctieverzoek).toEqual({ correctieverzoekId, ...asked, antwoordUiterlijk, herinnering: false });

  const answer = { correctieverzoekId, oordeel: 'AANGEPAST', toelichting: 'De nieuwe stand volgt.' };
  const answered = await deliver('ANTWOORD_CORRECTIEVERZOEK', { antwoordCorrectieverzoek: answer });
  expect(await fetched('TERUGKOPPELING_VERWERKT', answered)).toMatchObject({
    terugkoppelingVerwerkt: { signalen: [] },
  });
  const seen = async (): Promise<any> =>
    (await call<{ correcties: Fields[] }>('GET', own, { token: teacher })).correcties;
  expect(await seen()).toMatchObject([{ correctieverzoekId, status: 'WACHT_OP_STAND' }]);

  const again = await deliver('ANTWOORD_CORRECTIEVERZOEK', {
    antwoordCorrectieverzoek: { ...answer, oordeel: 'JUIST' },
  });
  expect(await fetched('TERUGKOPPELING_AFKEURING', again)).toMatchObject({
    terugkoppelingAfkeuring: { signalen: [{ code: '621' }] },
  });

  const earlier = appointment(seat, PERSON, addDays(begin, -5), [fullGround(seat)]);
  const renewed = { ...earlier, standvolgnummer: 2, oorspronkelijkeDatumIngang: begin };
  const second = await deliver('AANLEVEREN_BENOEMING', { benoeming: renewed });
  await fetched('TERUGKOPPELING_BENOEMING', second);
  expect(await seen()).toMatchObject([
    {
      correctieverzoekId,
      ...request,
      status: 'AANGEPAST',
      antwoord: { oordeel: 'AANGEPAST', toelichting: 'De nieuwe stand volgt.' },
    },
  ]);
}, 180_000);
