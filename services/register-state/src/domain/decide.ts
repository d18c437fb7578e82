import type { Command } from './commands.ts';
import { decideCorrectionStep } from './decide-correction-step.ts';
import { decideCorrectionAnswer, decideCorrectionRequest } from './decide-corrections.ts';
import { decideDayTurn } from './decide-day-turn.ts';
import { decideDeletion } from './decide-deletion.ts';
import { decideForDestroyed } from './decide-for-destroyed.ts';
import { decideKeyData } from './decide-key-data.ts';
import { decideMatchResult } from './decide-match-result.ts';
import { decideSnapshot } from './decide-snapshot.ts';
import { decideOperatorRejection } from './decide-operator-rejection.ts';
import { decideRemovalRequest, decideStayRequest } from './decide-teacher-requests.ts';
import { decideTeachingStatement } from './decide-teaching-statement.ts';
import { decideBrpMutation, decideDeath, decideStatePension } from './decide-vault-facts.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Person } from './person.ts';

/**
 * The register's law as a function: what becomes of a command, given all that the register knows of the person.
 * Pure; throws only for what should not be there (UnknownGroundError), and then the record is set aside.
 */
export function decide(person: Person, command: Command, context: Context): Outcome {
  if (person.status.kind === 'VERNIETIGD') return decideForDestroyed(command);
  switch (command.kind) {
    case 'snapshot':
      return decideSnapshot(person, command, context);
    case 'deletion':
      return decideDeletion(person, command, context);
    case 'key-data':
      return decideKeyData(person, command);
    case 'teaching-statement':
      return decideTeachingStatement(person, command, context);
    case 'match-result':
      return decideMatchResult(person, command);
    case 'death':
      return decideDeath(person, context);
    case 'state-pension':
      return decideStatePension(person, context);
    case 'brp-mutation':
      return decideBrpMutation(person, command);
    case 'removal-request':
      return decideRemovalRequest(person, context);
    case 'stay-request':
      return decideStayRequest(person, context);
    case 'correction-request':
      return decideCorrectionRequest(person, command, context);
    case 'correction-answer':
      return decideCorrectionAnswer(person, command, context);
    case 'decision-request':
    case 'decision':
    case 'objection':
    case 'objection-handling':
    case 'objection-advice':
    case 'objection-review':
    case 'appeal':
    case 'ruling':
      return decideCorrectionStep(person, command, context);
    case 'operator-rejection':
      return decideOperatorRejection(command);
    case 'day-turn':
      return decideDayTurn(person, command, context);
  }
}
