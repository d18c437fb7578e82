import type {
  Correctieverzoek,
  Onderwijs,
  Registratieplek,
  Signaal,
  SoortMutatie,
  Termijnsignalering,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { RefusalReason } from '../domain/correction-refusal.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import type { WireCommand } from './logged-command.ts';

/** What commands are judged with. */
export interface Law {
  readonly book: GroundBook;
  /** Number of the code lists' version in code_list_versions. */
  readonly listVersion: number;
  /** domain/rules-version.ts. Of a rebuild, that of the row it folds. */
  readonly rulesVersion: number;
}

/** Where a partition of the command log ends. */
export interface LogEnd {
  readonly partition: number;
  readonly applicationNumber: number;
  /** Recorded time of the last command; null at the beginning. */
  readonly recordedAt: string | null;
  /** Day of the last day turn; null before the first. */
  readonly day: string | null;
}

export interface AppliedEvent {
  /** Gapless within the partition. */
  readonly number: number;
  readonly registerId: string;
  /** Gapless within the person. */
  readonly sequence: number;
  readonly type: string;
  /** As kept; `na` of benoeming-geregistreerd is added from the command at publishing. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Consumers are told of it without `data`: domain/is-withheld.ts. */
  readonly isWithheld: boolean;
}

/** What a command was answered with besides events, as kept. */
export interface Answer {
  readonly terugkoppeling?: {
    readonly berichtsoort:
      | 'TERUGKOPPELING_BENOEMING'
      | 'TERUGKOPPELING_VERWIJDERING'
      | 'TERUGKOPPELING_VERWERKT'
      | 'TERUGKOPPELING_AFKEURING';
    readonly personeelsnummer?: string;
    readonly registratieplekken?: readonly Registratieplek[];
    /** Those of the register; intake's notices are in the command. */
    readonly signalen: readonly Signaal[];
  };
  /** Records 15, each to one delivery point. */
  readonly spontaneMutaties?: readonly {
    readonly bevoegdGezagNummer: string;
    readonly aanleverpuntnummer: string;
    readonly soort: SoortMutatie;
    readonly benoemingvolgnummers: readonly string[];
  }[];
  /** Records 17, each about one appointment and chain. The turn of a day has those of all persons of its partition. */
  readonly termijnsignaleringen?: readonly {
    readonly registratieId: string;
    readonly bevoegdGezagNummer: string;
    readonly aanleverpuntnummer: string;
    readonly termijnsignalering: Termijnsignalering;
  }[];
  /** Records 16, each about one request. The turn of a day has those of all persons of its partition. */
  readonly correctieverzoeken?: readonly {
    readonly registratieId: string;
    readonly bevoegdGezagNummer: string;
    readonly aanleverpuntnummer: string;
    readonly correctieverzoek: Correctieverzoek;
  }[];
  /** Why what was asked over HTTP was refused. */
  readonly weigering?: { readonly reden: RefusalReason; readonly veld?: string };
  readonly claims?: readonly { readonly claimId: string; readonly onderwijs: Onderwijs }[];
}

/** One row of the command log with its events. */
export interface AppliedCommand {
  readonly partition: number;
  readonly applicationNumber: number;
  readonly wire: WireCommand;
  readonly text: Buffer;
  /** Null for what concerns a whole partition. */
  readonly registerId: string | null;
  readonly recordedAt: string;
  readonly judgingDay: string;
  readonly listVersion: number;
  readonly rulesVersion: number;
  readonly contentHash: Buffer;
  readonly outcome: 'VERWERKT' | 'AFGEWEZEN';
  /** Number of the partition's last event after this command. */
  readonly eventNumber: number;
  readonly answer: Answer | null;
  readonly skipped: readonly string[] | null;
  readonly events: readonly AppliedEvent[];
  readonly traceparent?: string | undefined;
}
