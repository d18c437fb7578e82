import type { Seat } from './boards.ts';
import type { Fields } from './records.ts';

/** A sound record and what is needed to spoil it. */
export interface Sound {
  readonly kop: Fields;
  readonly body: Fields;
  readonly seat: Seat;
  readonly today: string;
  /** A location of another board and another school. */
  readonly elsewhere: string;
}

/** One thing a supplier can do wrong, or that gets him a notice, with the receipt it must get. */
export interface Fault {
  readonly code: string;
  /** Where the signal points in the record. */
  readonly veld: string;
  readonly status: 'A' | 'B';
  readonly spoil: (sound: Sound) => { readonly kop?: Fields; readonly body?: Fields };
  /** Answered only: nothing is stored, and no feedback follows. */
  readonly answeredOnly?: true;
  /** Taken in (B), then rejected by the register with this code. */
  readonly refusedWith?: string;
}
