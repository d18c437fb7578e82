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
import { standStillUntil } from '../support/stand-still-until.ts';
import { startStack, type TestStack } from '../support/stack.ts';

const PERSON: BrpPerson = {
  burgerservicenummer: '998765442',
  geboortedatum: '1991-03-29',
  geslacht: 'V',
  geslachtsnaam: 'Jansen',
  voornamen: 'An',
};

let stack: TestStack;
let seat: BoardSeat;
let today: string;
let registratieId: string;
let correctieverzoekId: string;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  seat = boardSeats()[0]!;
  await giveMandates(stack.endpoints, [seat]);
  await call('POST', `${stack.endpoints.sandbox}/brp/personen`, { body: [PERSON] });
  today = (await call<{ datum: string }>('GET', `${stack.endpoints.sandbox}/datum`)).datum;
}, 120_000);
// Folds the turns of the year once more.
afterAll(() => stack.stop(), 300_000);

const supplier = (): Promise<string> =>
  tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin: seat.supplierOin } });

let sent = 0;
/** Delivers one record; gives its message id. */
async function deliver(berichtsoort: string, body: Fields): Promise<string> {
  sent += 1;
  const id = randomUUID();
  const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
  const berichten = [{ kop: head(seat, id, berichtsoort, at), ...body }];
  const { ontvangstbevestigingen } = await call<{ ontvangstbevestigingen: Fields[] }>(
    'POST',
    `${stack.endpoints.intake}/v1/leveringen`,
    { token: await supplier(), body: { leveringId: randomUUID(), berichten } },
  );
  expect(ontvangstbevestigingen).toMatchObject([{ statusMelding: 'B' }]);
  return id;
}

let fetches = 0;
/** Fetches from the stock until a record 16 is there that is, or is not, a reminder. */
async function requestFetched(herinnering: boolean): Promise<any> {
  return eventually(
    async () => {
      fetches += 1;
      const stock = { bevoegdGezagNummer: seat.board, aanleverpuntnummer: seat.deliveryPoint };
      const { berichten } = await call<{ berichten: any[] }>(
        'POST',
        `${stack.endpoints.intake}/v1/terugkoppelingen/ophalen`,
        {
          token: await supplier(),
          body: { ...stock, volgnummerVerzoek: fetches, maxAantal: 50 },
        },
      );
      return berichten.find(({ correctieverzoek }) => correctieverzoek?.herinnering === herinnering)?.correctieverzoek;
    },
    { withinMs: 60_000, what: `record 16${herinnering ? ', a reminder' : ''}` },
  );
}

const tokenOf = (rol: string): Promise<string> =>
  tokenFor(stack.endpoints, 'urn:lrr:register', {
    claims: {
      rol,
      ...(rol === 'LERAAR' ? { registratieId } : {}),
      ...(rol === 'BESTUUR' ? { bevoegdGezagNummer: seat.board } : {}),
    },
  });

async function take(rol: string, step: string, body: Fields): Promise<void> {
  const url = `${stack.endpoints.register}/v1/correcties/${correctieverzoekId}/${step}`;
  const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=10' };
  expect(await call('POST', url, { token: await tokenOf(rol), headers, body })).toMatchObject({ status: 'VERWERKT' });
}

/** The request as this role sees it, once it stands so. */
async function standing(rol: string, status: string): Promise<any> {
  return eventually(
    async () => {
      const url = `${stack.endpoints.register}/v1/correcties/${correctieverzoekId}`;
      const seen = await call<any>('GET', url, { token: await tokenOf(rol) });
      return seen.status === status ? seen : undefined;
    },
    { withinMs: 120_000, what: status },
  );
}

const ownRegistration = async (): Promise<any> =>
  call('GET', `${stack.endpoints.register}/v1/registraties/${registratieId}`, { token: await tokenOf('LERAAR') });

async function until(day: string): Promise<void> {
  await standStillUntil(stack, day);
  today = day;
  const token = await tokenFor(stack.endpoints, 'urn:lrr:beheer', { claims: { rol: 'OPERATOR' } });
  const turned = async (): Promise<true | undefined> => {
    const { laatsteDag } = await call<Fields>('GET', `${stack.endpoints.register}/beheer/v1/dagovergang`, { token });
    return laatsteDag === day ? true : undefined;
  };
  await eventually(turned, { withinMs: 120_000, what: `the turn of ${day}` });
}

const document = (article: string) => ({
  grondslagen: [article],
  overwegingen: 'Wij hebben uw arbeidsovereenkomst gezien.',
  datum: today,
  bekendgemaaktOp: today,
});

it('a teacher goes from his request to the court, and his appointment is put right in the end', async () => {
  const begin = addDays(today, -10);
  await deliver('AANLEVEREN_BENOEMING', { benoeming: appointment(seat, PERSON, begin, [fullGround(seat)]) });
  registratieId = await eventually(
    async () => (await recognise(stack.endpoints, PERSON.burgerservicenummer))?.registratieId,
    { withinMs: 30_000, what: 'the person' },
  );
  await eventually(async () => ((await ownRegistration()).status === 'BEKEND' ? true : undefined), {
    withinMs: 30_000,
    what: 'BEKEND',
  });
  await call('POST', `${stack.endpoints.register}/v1/registraties/${registratieId}/correcties`, {
    token: await tokenOf('LERAAR'),
    headers: { 'idempotency-key': randomUUID() },
    body: {
      bevoegdGezagNummer: seat.board,
      benoemingvolgnummer: '1',
      velden: ['/datumIngangBenoeming'],
      toelichting: 'Ik begon vijf dagen eerder.',
    },
  });
  ({ correctieverzoekId } = await requestFetched(false));
  await deliver('ANTWOORD_CORRECTIEVERZOEK', { antwoordCorrectieverzoek: { correctieverzoekId, oordeel: 'JUIST' } });
  await standing('LERAAR', 'JUIST_BEVONDEN');

  await take('LERAAR', 'besluitverzoek', { toelichting: 'Mijn arbeidsovereenkomst zegt iets anders.' });
  await take('BEHEER', 'besluit', { dictum: 'AFGEWEZEN', ...document('Awb 4:13 lid 2') });
  await take('LERAAR', 'bezwaar', { toelichting: 'U hebt een bijlage niet gezien.' });
  const objectBy: string = (await standing('BESTUUR', 'BEZWAAR')).stappen[1].rechtsmiddel.uiterlijk;

  await until(addDays(objectBy, 1));
  await take('BEHEER', 'behandeling', { stap: 'COMMISSIE_INGESTELD' });
  await take('BEHEER', 'advies', {
    strekking: 'GEGROND',
    uitgebrachtOp: today,
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
    antwoordUiterlijk: addDays(today, 28),
  });

  await take('BEHEER', 'beroep', { instantie: 'RECHTBANK', indiener: 'BESTUUR', ingesteldOp: today });
  await take('BEHEER', 'uitspraak', { dictum: 'ONGEGROND', datum: today, bekendgemaaktOp: today });
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
  const { correcties } = await call<any>('GET', `${stack.endpoints.register}/v1/correcties`, {
    token: await tokenOf('BEHEER'),
  });
  expect(correcties).toMatchObject([{ correctieverzoekId, termijnen: [{ stap: 'STAND', wie: 'BESTUUR' }] }]);
  expect((await ownRegistration()).benoemingen).toMatchObject([{ inOnderzoek: ['/datumIngangBenoeming'] }]);

  const earlier = appointment(seat, PERSON, addDays(begin, -5), [fullGround(seat)]);
  const renewed = { ...earlier, standvolgnummer: 2, oorspronkelijkeDatumIngang: begin };
  await deliver('AANLEVEREN_BENOEMING', { benoeming: renewed });
  await eventually(
    async () => ((await ownRegistration()).benoemingen[0].inOnderzoek === undefined ? true : undefined),
    {
      withinMs: 30_000,
      what: 'an appointment that is not in question',
    },
  );
}, 400_000);
