import { randomUUID } from 'node:crypto';
import { call, CallFailed, tokenFor, until } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import { appointment, fullGround } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { keepPortfolio, recognise } from '../../scripts/demonstration/state-teaching.ts';
import type { BrpPerson } from '../../scripts/generator/records.ts';
import type { Endpoints } from '../../scripts/stack/endpoints.ts';

/** By name of a field: what a valid value looks like, and values that exist in the platform. */
export type KnownValues = Readonly<Record<string, { readonly pattern: string; readonly values: readonly string[] }>>;

export interface Filled {
  readonly known: KnownValues;
  readonly supplierOin: string;
  /** A board that delivers for itself. */
  readonly boardOin: string;
  readonly board: string;
  readonly registratieId: string;
  readonly portfolioId: string;
}

const UUID = '[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}';
const OIN = '[0-9]{8}[0-9A-Z]{12}';
const PERSONS = 3;

/** Mandates, a delivery, a registration and a portfolio: something to be found by requests that are made up. */
export async function fillPlatform(endpoints: Endpoints): Promise<Filled> {
  const seats = boardSeats();
  const seat = seats[0];
  if (seat === undefined) throw new Error('the demonstration has no seats');
  await giveMandates(endpoints, [...seats, { ...seat, supplierOin: seat.boardOin }]);
  const { personen } = await call<{ personen: BrpPerson[] }>(
    'GET',
    `${endpoints.sandbox}/bevolking?vanaf=0&aantal=${PERSONS}`,
  );
  const messages = personen.map(() => randomUUID());
  const delivery = {
    leveringId: randomUUID(),
    berichten: personen.map((person, index) => ({
      kop: {
        identificatiecodeBedrijfsdocument: messages[index],
        berichtsoort: 'AANLEVEREN_BENOEMING',
        berichtenboekVersie: '1.0',
        verzendendeInstantie: seat.board,
        ontvangendeInstantie: 'LRR',
        datumTijdBedrijfsdocument: new Date().toISOString(),
        bevoegdGezagNummer: seat.board,
        aanleverpuntnummer: seat.deliveryPoint,
        oinVerzender: seat.boardOin,
        oinLeverancier: seat.supplierOin,
      },
      benoeming: appointment(seat, person, '2024-08-01', [fullGround(seat)]),
    })),
  };
  const token = await tokenFor(endpoints, 'urn:lrr:aanlevering', {
    scope: ['aanleveren'],
    claims: { oin: seat.supplierOin },
  });
  await until('the delivery is taken in', 60_000, () => deliver(endpoints, token, delivery));
  const numbers = personen.map(({ burgerservicenummer }) => burgerservicenummer);
  const [first = ''] = numbers;
  await until('the vault knows the teacher', 60_000, () => recognise(endpoints, first));
  await keepPortfolio(endpoints, first);
  const people = await Promise.all(numbers.map((number) => recognise(endpoints, number)));
  const ids = people.filter((person) => person !== undefined);
  const [teacher] = ids;
  if (teacher === undefined) throw new Error('the vault does not know the persons of the delivery');
  const mandated = seats.filter(({ supplierOin }) => supplierOin === seat.supplierOin);
  const list = { pattern: '[a-z_]{1,40}', values: ['vakken', 'benoemingsgrondslagen', 'instellingen'] };
  return {
    known: {
      bevoegdGezagNummer: { pattern: '[0-9]{5}', values: mandated.map(({ board }) => board) },
      verzendendeInstantie: { pattern: '[0-9]{5}', values: mandated.map(({ board }) => board) },
      aanleverpuntnummer: { pattern: '[0-9]{2}', values: [seat.deliveryPoint] },
      oin: { pattern: OIN, values: [seat.supplierOin, seat.boardOin] },
      oinLeverancier: { pattern: OIN, values: [seat.supplierOin] },
      oinVerzender: { pattern: OIN, values: [seat.boardOin] },
      leveringId: { pattern: UUID, values: [delivery.leveringId] },
      identificatiecodeBedrijfsdocument: { pattern: UUID, values: messages },
      registratieId: { pattern: UUID, values: ids.map(({ registratieId }) => registratieId) },
      registratieIds: { pattern: UUID, values: ids.map(({ registratieId }) => registratieId) },
      portfolioId: { pattern: UUID, values: ids.map(({ portfolioId }) => portfolioId) },
      burgerservicenummer: { pattern: '[0-9]{9}', values: numbers },
      burgerservicenummers: { pattern: '[0-9]{9}', values: numbers },
      naam: list,
      code: { pattern: '[0-9]{3}', values: ['301', '603', '740'] },
    },
    supplierOin: seat.supplierOin,
    boardOin: seat.boardOin,
    board: seat.board,
    registratieId: teacher.registratieId,
    portfolioId: teacher.portfolioId,
  };
}

/** A service that has only just started on a busy machine may put us off. */
async function deliver(endpoints: Endpoints, token: string, body: object): Promise<true | undefined> {
  try {
    await call('POST', `${endpoints.intake}/v1/leveringen`, { token, body });
    return true;
  } catch (error) {
    if (error instanceof CallFailed && error.status === 503) return undefined;
    throw error;
  }
}
