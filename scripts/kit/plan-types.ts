/**
 * The plan a supplier's system works through. It is a file for others too (`plan.json`), so its members are Dutch, like
 * everything on the wire. Every expectation is written by hand with its scenario, from the message book and the
 * register's rules; none is asked of a service.
 */
import type { Fields, Sender } from '../generator/records.ts';

/** `code@pointer`: the two members of a signal that a client branches on. */
export type ExpectedSignal = `${string}@${string}`;

export interface ExpectedReceipt {
  readonly statusMelding: 'B' | 'A';
  readonly signalen: readonly ExpectedSignal[];
}

export interface ExpectedFeedback {
  readonly berichtsoort: string;
  readonly signalen: readonly ExpectedSignal[];
  /** Record 11: ground and place, a row per period and ground. */
  readonly plekken?: readonly { readonly benoemingsgrondslag: string; readonly registratieplek: string }[];
  /** Record 14: number of snapshots over all pages. */
  readonly standen?: number;
}

/** One record that is delivered, and what must come of it. */
export interface Step {
  readonly stap: string;
  /** What the user of the supplier's system does, in one sentence. */
  readonly doe: string;
  readonly oin: string;
  readonly bericht: Fields;
  /** The step whose record is sent again, with the same id. */
  readonly herhaalt?: string;
  readonly ontvangst: ExpectedReceipt;
  /** Absent: none (answered only, or a resend). */
  readonly terugkoppeling?: ExpectedFeedback;
}

export interface Scenario {
  readonly id: string;
  readonly titel: string;
  readonly uitleg: string;
  readonly bestuur: string;
  /** The record is wrong on purpose, in a way most systems cannot make: deliver the one from the plan. */
  readonly kantEnKlaar?: true;
  /** The board is on trial: every receipt and every feedback record says so, and nothing has effect. */
  readonly proef?: true;
  readonly stappen: readonly Step[];
}

export interface Plan {
  readonly soort: 'LRR_KIT_PLAN';
  readonly zaad: number;
  /** The platform's calendar day the dates are reckoned from. */
  readonly vandaag: string;
  readonly afzenders: readonly Sender[];
  readonly scenarios: readonly Scenario[];
  /** What could not be made, and why. */
  readonly overgeslagen: readonly string[];
}
