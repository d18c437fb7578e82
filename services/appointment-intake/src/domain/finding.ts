import type { SignalCode } from '../../../../schemas/code-lists/signal-catalogue.ts';

/** What a stage found: becomes a signal once it is known what of the person it must not repeat. */
export interface Finding {
  readonly code: SignalCode;
  /** JSON Pointer into the record: the deepest existing place; a missing field's own; an unknown field's parent. */
  readonly veld: string;
  /** Fills the text. A stage need not look out for the person's number or birth date: `to-signals.ts` withholds them. */
  readonly waarden?: Readonly<Record<string, string>>;
}
