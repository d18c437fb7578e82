import { hash } from 'node:crypto';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import type { Decoded } from '../../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { OverviewRequest } from '../answers/answer-entries.ts';
import type { PartitionDayTurn, PartitionListVersion, PersonCommand, WireCommand } from '../apply/logged-command.ts';
import { registerId } from '../domain/ids.ts';
import { appealMessage } from './appeal-message.ts';
import { brpMutationMessage } from './brp-mutation-message.ts';
import { correctionAnswerMessage } from './correction-answer-message.ts';
import { correctionRequestMessage } from './correction-request-message.ts';
import { checkDayTurn, dayTurnCommand, partitionKey } from './day-turn-message.ts';
import { deathMessage } from './death-message.ts';
import { decisionMessage } from './decision-message.ts';
import { decisionRequestMessage } from './decision-request-message.ts';
import { deletionMessage } from './deletion-message.ts';
import { keyDataMessage } from './key-data-message.ts';
import { checkListVersion } from './list-version-message.ts';
import { matchResultMessage } from './match-result-message.ts';
import type { MessageType } from './message-type.ts';
import { objectionAdviceMessage } from './objection-advice-message.ts';
import { objectionHandlingMessage } from './objection-handling-message.ts';
import { objectionMessage } from './objection-message.ts';
import { objectionReviewMessage } from './objection-review-message.ts';
import { operatorRejectionCommand } from './operator-rejection-message.ts';
import { checkOverviewRequest } from './overview-request-message.ts';
import { removalRequestMessage } from './removal-request-message.ts';
import { rulingMessage } from './ruling-message.ts';
import { snapshotMessage } from './snapshot-message.ts';
import { statePensionMessage } from './state-pension-message.ts';
import { stayRequestMessage } from './stay-request-message.ts';
import { teachingStatementMessage } from './teaching-statement-message.ts';

export type ReceivedCommand =
  | ({ readonly about: 'person' } & PersonCommand)
  | ({ readonly about: 'trial' } & PersonCommand)
  | ({ readonly about: 'overview' } & OverviewRequest)
  | ({ readonly about: 'partition' } & PartitionDayTurn)
  | ({ readonly about: 'lists' } & PartitionListVersion);

const ABOUT_PERSONS: Readonly<Record<string, MessageType<WireCommand>>> = {
  AANLEVEREN_BENOEMING: snapshotMessage,
  AANLEVEREN_VERWIJDERING_BENOEMING: deletionMessage,
  AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS: keyDataMessage,
  OPGAVE_ONDERWIJS: teachingStatementMessage,
  MATCHRESULTAAT: matchResultMessage,
  OVERLIJDEN: deathMessage,
  AOW_BEREIKT: statePensionMessage,
  BRP_MUTATIE: brpMutationMessage,
  VERZOEK_UITSCHRIJVING: removalRequestMessage,
  VERZOEK_BEHOUD_NA_PENSIOEN: stayRequestMessage,
  AANVRAAG_CORRECTIE: correctionRequestMessage,
  ANTWOORD_CORRECTIEVERZOEK: correctionAnswerMessage,
  VERZOEK_BESLUIT: decisionRequestMessage,
  BESLUIT: decisionMessage,
  BEZWAAR: objectionMessage,
  BEHANDELING_BEZWAAR: objectionHandlingMessage,
  ADVIES_BEZWAAR: objectionAdviceMessage,
  BESLISSING_OP_BEZWAAR: objectionReviewMessage,
  BEROEP: appealMessage,
  UITSPRAAK: rulingMessage,
} satisfies Partial<Record<Opdracht['soort'], MessageType<WireCommand>>>;

/** Reads one record of lrr.opdracht.v1. @throws PoisonError for what is no command, now or later */
export function readCommand(record: IncomingRecord): Decoded<ReceivedCommand> {
  if (record.value === null) throw new PoisonError('VALUE_MISSING', 'a command has no tombstones');
  const value = parse(record.value);
  const contentHash = hash('sha256', record.value, 'buffer');
  const traceparent = record.headers['traceparent']?.toString('latin1');
  const { soort } = value;

  const received = { text: record.value, contentHash, traceparent };

  if (soort === 'DAGOVERGANG') {
    const wire = checkDayTurn(value);
    return aboutPartition(record.partition, { about: 'partition', wire, ...received });
  }
  if (soort === 'LIJSTVERSIE') {
    const wire = checkListVersion(value);
    return aboutPartition(record.partition, { about: 'lists', wire, ...received });
  }

  if (soort === 'VERZOEK_REGISTRATIEOVERZICHT') {
    const wire = checkOverviewRequest(value);
    const message = { about: 'overview', wire, traceparent } as const;
    return { id: wire.id, contentHash, key: null, expectedRecordKey: wire.bron.berichtId, alone: true, message };
  }

  const { id, registratieId, isTrial, ...read } = readPersonCommand(value);
  return {
    id,
    contentHash,
    // A trial waits for nobody and nobody waits for it.
    key: isTrial ? null : registratieId,
    expectedRecordKey: registratieId,
    message: { about: isTrial ? 'trial' : 'person', ...read, ...received },
  };
}

/** Also for a command that comes over HTTP, to be simulated. @throws PoisonError */
export function readPersonCommand(value: Readonly<Record<string, unknown>>) {
  const { soort } = value;
  const type = typeof soort === 'string' && Object.hasOwn(ABOUT_PERSONS, soort) ? ABOUT_PERSONS[soort] : undefined;
  if (type === undefined) throw new PoisonError('KIND_UNKNOWN', 'a kind of command that this version does not know');
  const wire = type.check(value);
  if (!('registratieId' in wire)) throw new PoisonError('WRONG_SHAPE', 'a command about nobody');
  const { id, registratieId, bron } = wire;
  // It has no other value than true.
  const isTrial = 'proef' in bron;
  return { id, registratieId, isTrial, registerId: registerId(registratieId), wire, command: type.toCommand(wire) };
}

/** Concerns everybody in the partition: applied alone, between what came before and what comes after. */
function aboutPartition(
  partition: number,
  message: Extract<ReceivedCommand, { about: 'partition' | 'lists' }>,
): Decoded<ReceivedCommand> {
  const { wire, contentHash } = message;
  if (wire.inhoud.partitie !== partition)
    throw new PoisonError('WRONG_PARTITION', `${wire.soort} of another partition`);
  return { id: wire.id, contentHash, key: null, expectedRecordKey: partitionKey(partition), alone: true, message };
}

/** The command of a row of the log about a person; it was checked when it came in. */
export function commandOfLog(wire: WireCommand): PersonCommand['command'] {
  if (wire.soort === 'DAGOVERGANG') return dayTurnCommand(wire);
  if (wire.soort === 'AFKEURING_BEHEER') return operatorRejectionCommand(wire);
  const type = ABOUT_PERSONS[wire.soort];
  if (type === undefined)
    throw new Error(`the log holds a command of kind ${wire.soort}, which this version cannot read`);
  return type.toCommand(wire);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(value: Buffer): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(utf8.decode(value));
  } catch (cause) {
    throw new PoisonError('NOT_JSON', 'the value is not JSON in UTF-8', cause);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new PoisonError('NOT_JSON', 'the value is not a JSON object');
  }
  return parsed as Record<string, unknown>;
}
