import type {
  AcceptedRecord,
  AnsweredRecord,
  KnownRecord,
  OpenedRecord,
  RecordToAsk,
  RejectedRecord,
} from '../domain/judge-record.ts';
import type { Moment } from '../domain/moment.ts';
import type { Fingerprint } from './fingerprint.ts';
import { keyOf, type Known } from './look-up.ts';

export interface Sender {
  /** OIN of the token. */
  readonly oin: string;
  readonly traceparent: string;
}

/** One record of the request on its way; its place in the array is its place in the answer. */
export interface Arrival {
  readonly print: Fingerprint;
  readonly state: State;
}
export type State =
  | OpenedRecord
  | AnsweredRecord
  | KnownRecord
  | FollowingRecord
  | RecordToAsk
  | RejectedRecord
  | AcceptedRecord
  | FailedRecord;

/** A second record with the id of an earlier one of this request: the first counts. */
interface FollowingRecord {
  readonly outcome: 'FOLLOWING';
  readonly kop: OpenedRecord['kop'];
}

/** A fault on our side with this one record: 358, nothing stored, the same message may come again. */
export interface FailedRecord {
  readonly outcome: 'FAILED';
  readonly kop: OpenedRecord['kop'];
}

/** What holds for all records of a part. */
export interface Part {
  readonly moment: Moment;
  readonly sender: Sender;
  readonly known: Known;
  /** The board tries out on this day. */
  readonly isTrial: (kop: OpenedRecord['kop']) => boolean;
}

/** By which two records are one message. */
export function messageKey(kop: OpenedRecord['kop']): string {
  return keyOf(kop.identificatiecodeBedrijfsdocument, kop.verzendendeInstantie);
}
