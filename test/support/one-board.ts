import { randomUUID } from 'node:crypto';
import { call, tokenFor } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import type { Fields } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { eventually } from './eventually.ts';
import { standStillUntil } from './stand-still-until.ts';
import { startStack, type StackOptions, type TestStack } from './stack.ts';

/** Whom the BRP of a stack with one board knows, besides the population of the sandbox. */
export const PERSON: BrpPerson = {
  burgerservicenummer: '998765442',
  geboortedatum: '1991-03-29',
  geslacht: 'V',
  geslachtsnaam: 'Jansen',
  voornamen: 'An',
};

interface Receipt {
  readonly statusMelding: 'A' | 'B';
  readonly signalen: readonly { readonly code: string }[];
}

/** A stack of the services that a registration needs, and one board whose supplier may deliver. */
export interface OneBoard {
  readonly stack: TestStack;
  readonly seat: BoardSeat;
  /** The day of the platform. */
  today(): string;
  /** The platform stands still until this day; then its services find the date moved. */
  standStillUntil(day: string): Promise<void>;
  supplierToken(): Promise<string>;
  /** Sends one record, later than the one before. */
  send(berichtsoort: string, body: Fields): Promise<Receipt & { readonly id: string }>;
  /** Sends one record that is taken in; gives its message id. */
  deliver(berichtsoort: string, body: Fields): Promise<string>;
  /** Fetches from the stock, one by one, until a record comes that is meant; gives that. */
  fetched(what: string, isMeant: (record: any) => boolean): Promise<any>;
}

export async function startOneBoard(options: Pick<StackOptions, 'faultPoints'> = {}): Promise<OneBoard> {
  const services = ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] as const;
  const stack = await startStack({ ...options, services });
  const { intake } = stack.endpoints;
  const seat = boardSeats()[0]!;
  let today = await prepare(stack, seat).catch(async (error: unknown) => {
    await stack.stop();
    throw error;
  });
  let sent = 0;
  let fetches = 0;

  const supplierToken = (): Promise<string> =>
    tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin: seat.supplierOin } });

  const send: OneBoard['send'] = async (berichtsoort, body) => {
    sent += 1;
    const id = randomUUID();
    const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
    const berichten = [{ kop: head(seat, id, berichtsoort, at), ...body }];
    const { ontvangstbevestigingen } = await call<{ ontvangstbevestigingen: Receipt[] }>(
      'POST',
      `${intake}/v1/leveringen`,
      { token: await supplierToken(), body: { leveringId: randomUUID(), berichten } },
    );
    return { ...ontvangstbevestigingen[0]!, id };
  };

  const fetchNext = async (): Promise<any> => {
    fetches += 1;
    const { berichten } = await call<{ berichten: any[] }>('POST', `${intake}/v1/terugkoppelingen/ophalen`, {
      token: await supplierToken(),
      body: {
        bevoegdGezagNummer: seat.board,
        aanleverpuntnummer: seat.deliveryPoint,
        volgnummerVerzoek: fetches,
        maxAantal: 1,
      },
    });
    return berichten[0];
  };

  return {
    stack,
    seat,
    today: () => today,
    async standStillUntil(day) {
      await standStillUntil(stack, day);
      today = day;
    },
    supplierToken,
    send,
    async deliver(berichtsoort, body) {
      const { id, statusMelding, signalen } = await send(berichtsoort, body);
      if (statusMelding !== 'B') throw new Error(`${berichtsoort} was not taken in: ${JSON.stringify(signalen)}`);
      return id;
    },
    fetched: (what, isMeant) =>
      eventually(
        async () => {
          const record = await fetchNext();
          return record !== undefined && isMeant(record) ? record : undefined;
        },
        { withinMs: 60_000, what },
      ),
  };
}

/** @returns the day of the platform */
async function prepare({ endpoints }: TestStack, seat: BoardSeat): Promise<string> {
  await giveMandates(endpoints, [seat]);
  await call('POST', `${endpoints.sandbox}/brp/personen`, { body: [PERSON] });
  return (await call<{ datum: string }>('GET', `${endpoints.sandbox}/datum`)).datum;
}
