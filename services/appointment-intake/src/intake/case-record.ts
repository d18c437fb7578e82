import type { KeyObject } from 'node:crypto';
import type { Rejection, Repair } from '../domain/track-cases.ts';
import { caseKeys, closingKeys, hasCase } from './case-keys.ts';
import type { Arrival } from './arrival.ts';

/** A record as it came in, and what it became. */
export interface JudgedArrival {
  readonly opened: Arrival;
  readonly judged: Arrival;
}

/**
 * What each record means for the cases (afkeuringen), in the order sent; undefined for most. Keys are made of rejected
 * records, and of accepted ones of boards that have something to close: nowhere else they are worth their hashing.
 */
export function caseRecords(
  arrivals: readonly JudgedArrival[],
  o: {
    readonly oin: string;
    readonly receivedAt: string;
    readonly boardsWithCases: ReadonlySet<string>;
    readonly key: KeyObject;
  },
): (Rejection | Repair | undefined)[] {
  const boards = new Set(o.boardsWithCases);
  return arrivals.map(({ opened: { state: opened }, judged: { state } }) => {
    if (opened.outcome !== 'OPENED' || (state.outcome !== 'REJECTED' && state.outcome !== 'ACCEPTED')) return undefined;
    const { kop, record } = opened;
    const board = kop.bevoegdGezagNummer;
    if (!hasCase(kop.berichtsoort)) return undefined;
    const messageId = kop.identificatiecodeBedrijfsdocument;
    if (state.outcome === 'ACCEPTED') {
      if (!boards.has(board)) return undefined;
      return { outcome: 'ACCEPTED', messageId, board, keys: closingKeys(kop, record, o.key) };
    }
    // A later record of this same request may repair it.
    boards.add(board);
    return {
      outcome: 'REJECTED',
      messageId,
      board,
      deliveryPoint: kop.aanleverpuntnummer,
      kind: kop.berichtsoort,
      oin: o.oin,
      receivedAt: o.receivedAt,
      signals: state.signalen,
      keys: caseKeys(kop, record, o.key),
      repairs: [],
    };
  });
}
