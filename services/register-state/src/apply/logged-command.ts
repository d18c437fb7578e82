import type {
  BronAanlevering,
  Opdracht,
  OpdrachtDagovergang,
  OpdrachtLijstversie,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { Command } from '../domain/commands.ts';
import type { RegisterId } from '../domain/ids.ts';

/** The turn of a day for one person alone: he was parked when his partition turned, and makes up for it. */
export type PersonalDayTurn = OpdrachtDagovergang & { readonly registratieId: string };

/**
 * A delivered record that an operator rejected: in the log it stands in place of the record, under its id, so that the
 * record is never applied after all and a rebuild gives its sender the same answer.
 */
export interface OperatorRejection {
  readonly id: string;
  readonly soort: 'AFKEURING_BEHEER';
  readonly registratieId: string;
  /** As in the record. */
  readonly vastgelegdOp: string;
  /** As in the record. */
  readonly bron: BronAanlevering;
  readonly inhoud: { readonly tekst: string };
}

/** A command as it is kept in the log and told to the outside. */
export type WireCommand = Opdracht | PersonalDayTurn | OperatorRejection;

/** A command about one person, read and ready to be judged. */
export interface PersonCommand {
  readonly registerId: RegisterId;
  readonly wire: WireCommand;
  readonly command: Command;
  /** `wire` as it came in, JSON in UTF-8: kept in the log byte for byte. */
  readonly text: Buffer;
  readonly contentHash: Buffer;
  /** W3C trace context of the record that brought it. */
  readonly traceparent?: string | undefined;
  /** Delivered for trial: judged at its place among the others, answered, and not applied. */
  readonly isTrial?: true;
}

/** The turn of a day for a whole partition. */
export interface PartitionDayTurn {
  readonly wire: OpdrachtDagovergang;
  readonly text: Buffer;
  readonly contentHash: Buffer;
  readonly traceparent?: string | undefined;
}

/** Another version of a code list for a whole partition. */
export interface PartitionListVersion {
  readonly wire: OpdrachtLijstversie;
  readonly text: Buffer;
  readonly contentHash: Buffer;
  readonly traceparent?: string | undefined;
}
