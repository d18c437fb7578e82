/**
 * The plan a supplier's system works through. It is a file for others too (`plan.json`), so its members are Dutch, like
 * everything on the wire. Every expectation is written by hand with its scenario, from the message book and the
 * register's rules; none is asked of a service.
 */
import type { BrpPerson, Fields, Sender } from '../generator/records.ts';

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

/**
 * What happens outside the supplier's system after a step, and what he is told of it unasked: a teacher asks for a
 * correction (record 16), or a name changes in the BRP (record 15).
 */
export interface WorldEvent {
  readonly soort: 'CORRECTIEVERZOEK' | 'NAAM_GEWIJZIGD';
  /** In one sentence, for the user. */
  readonly gebeurt: string;
  /** Index of the step it comes after, once the feedback on that has been fetched. */
  readonly naStap: number;
  readonly burgerservicenummer: string;
  /** Of no other appointment of the plan: records 15 and 16 name nothing else that a system knows. */
  readonly benoemingvolgnummer: string;
  /** CORRECTIEVERZOEK: JSON Pointers into the snapshot. */
  readonly velden?: readonly string[];
  /** CORRECTIEVERZOEK: what the teacher says. */
  readonly toelichting?: string;
  /** NAAM_GEWIJZIGD: the person as the BRP knows him from then on. */
  readonly persoon?: BrpPerson;
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
  /** The records 6 of the scenario answer it; the correctieverzoekId in them is to be taken from record 16. */
  readonly gebeurtenis?: WorldEvent;
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
