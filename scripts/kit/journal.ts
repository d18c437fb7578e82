import type { Fields } from '../generator/records.ts';
import type { Signaal } from '../../schemas/message-book/v1/generated.ts';

/**
 * One call of a supplier's system to the intake, as the recorder writes it down, a line of JSON each. A supplier may write
 * the same lines himself. No tokens stand in it; it does hold personal data of the test.
 */
export interface Exchange {
  readonly methode: string;
  /** Path and query. */
  readonly pad: string;
  /** Left out when there was no body, or it was no JSON. */
  readonly verzoek?: unknown;
  /** Left out: the answer never came. */
  readonly status?: number;
  readonly antwoord?: unknown;
}

/** What a supplier's system did, in order. */
export interface Journal {
  readonly exchanges: readonly Exchange[];
  /** false: put together from records and answers that were handed in; how they were fetched is not known. */
  readonly showsFetching: boolean;
}

/** The members of a receipt that are looked at. */
export interface SeenReceipt {
  readonly ontvangstId?: string;
  readonly identificatiecodeBedrijfsdocument?: string;
  readonly statusMelding: 'A' | 'B';
  readonly signalen: readonly Pick<Signaal, 'code' | 'veld'>[];
  readonly proef?: boolean;
}

/** A record that was sent, with the answer to that sending. */
export interface Sending {
  /** Rises in the order of sending. */
  readonly place: number;
  readonly record: Fields;
  readonly receipt?: SeenReceipt;
  /** The request got no usable answer: none at all, or 429 or 5xx. */
  readonly isUnanswered: boolean;
}

export interface FetchedBundle {
  readonly board: string;
  readonly deliveryPoint: string;
  readonly number: number;
  readonly status: number | undefined;
  readonly records: readonly Fields[];
}

const pathOf = ({ pad }: Exchange): string => pad.split('?', 1)[0] ?? '';
const isMember = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const listOf = (from: unknown, name: string): readonly Fields[] => {
  const list = isMember(from) ? from[name] : undefined;
  return Array.isArray(list) ? list.filter(isMember) : [];
};

/** A delivery as one body or as lines; lines stand in a journal as an array, the first with the leveringId. */
export function sendingsOf({ exchanges }: Journal): Sending[] {
  let place = 0;
  return exchanges
    .filter((exchange) => exchange.methode === 'POST' && pathOf(exchange).endsWith('/v1/leveringen'))
    .flatMap(({ verzoek, status, antwoord }) => {
      const records = Array.isArray(verzoek)
        ? verzoek.filter((line): line is Fields => isMember(line) && 'kop' in line)
        : listOf(verzoek, 'berichten');
      const receipts = Array.isArray(antwoord) ? antwoord.filter(isMember) : listOf(antwoord, 'ontvangstbevestigingen');
      const isUnanswered = status === undefined || status === 429 || status >= 500;
      return records.map((record, index): Sending => {
        const receipt = receipts[index] as SeenReceipt | undefined;
        return { place: place++, record, isUnanswered, ...(receipt && { receipt }) };
      });
    });
}

/** By message id: the receipts that were looked up, oldest first. */
export function lookUpsOf({ exchanges }: Journal): Map<string, SeenReceipt[]> {
  const found = exchanges
    .filter((exchange) => pathOf(exchange).includes('/v1/ontvangstbevestigingen/') && exchange.status === 200)
    .map(({ antwoord }) => antwoord as SeenReceipt);
  return Map.groupBy(found, (receipt) => receipt.identificatiecodeBedrijfsdocument ?? '');
}

export function bundlesOf({ exchanges }: Journal): FetchedBundle[] {
  return exchanges
    .filter((exchange) => pathOf(exchange).endsWith('/v1/terugkoppelingen/ophalen') && isMember(exchange.verzoek))
    .map(({ verzoek, status, antwoord }) => {
      const asked = verzoek as Fields;
      return {
        board: String(asked['bevoegdGezagNummer']),
        deliveryPoint: String(asked['aanleverpuntnummer']),
        number: Number(asked['volgnummerVerzoek']),
        status,
        records: listOf(antwoord, 'berichten'),
      };
    });
}

/** The id that a record gives itself; undefined when it gives none. */
export function messageIdOf(record: Fields): string | undefined {
  const { kop } = record;
  const id = isMember(kop) ? kop['identificatiecodeBedrijfsdocument'] : undefined;
  return typeof id === 'string' ? id : undefined;
}
