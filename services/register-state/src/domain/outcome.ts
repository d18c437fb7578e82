import type { Registratieplek, Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import type { StepRefusal } from './correction-refusal.ts';
import type { ToldCorrectionRequest } from './correction-request.ts';
import type { DomainEvent } from './events.ts';
import type { Day } from './calendar.ts';
import type { GroundBook } from './ground-book.ts';
import type { SpontaneousMutation } from './spontaneous-mutation.ts';
import type { TermSignal } from './term-signal.ts';

/** What a judgement rests on besides the person and the command. No clock, no random, no look-up. */
export interface Context {
  /** Recorded time of the command, ISO in UTC with milliseconds; never falls within a partition. */
  readonly recordedAt: string;
  /** The judging day: the later of the day of `recordedAt` and the partition's last day turn. */
  readonly today: Day;
  /** Day of the partition's last turn, which `today` may be ahead of; null before the first. */
  readonly lastTurn: Day | null;
  readonly book: GroundBook;
  /** An id that follows from its parts: the same parts give the same id for ever. */
  readonly makeId: (namespace: string, ...parts: readonly (string | number)[]) => string;
}

/** Answer to the delivery point, without its head. `signals` are those of the register alone. */
export type Feedback =
  | {
      readonly kind: 'TERUGKOPPELING_BENOEMING';
      readonly places: readonly Registratieplek[];
      readonly signals: readonly Signaal[];
    }
  | {
      readonly kind: 'TERUGKOPPELING_VERWIJDERING';
      /** As in the snapshot that was deleted. */
      readonly staffNumber: string | undefined;
      readonly signals: readonly Signaal[];
    }
  /** Record 19. */
  | { readonly kind: 'TERUGKOPPELING_VERWERKT'; readonly signals: readonly Signaal[] }
  | { readonly kind: 'TERUGKOPPELING_AFKEURING'; readonly signals: readonly Signaal[] };

export type Outcome =
  /** Taken in; without events nothing changed. */
  | {
      readonly kind: 'VERWERKT';
      readonly events: readonly DomainEvent[];
      readonly feedback?: Feedback;
      /** Records 15 to the boards concerned. */
      readonly mutations?: readonly SpontaneousMutation[];
      /** Records 17 to the boards concerned. */
      readonly termSignals?: readonly TermSignal[];
      /** Records 16 to the boards concerned. */
      readonly correctionRequests?: readonly ToldCorrectionRequest[];
    }
  /** Nothing stored. */
  | {
      readonly kind: 'AFGEWEZEN';
      readonly signals: readonly Signaal[];
      readonly feedback?: Feedback;
      /** Of what was asked over HTTP. */
      readonly refusal?: StepRefusal;
    };
