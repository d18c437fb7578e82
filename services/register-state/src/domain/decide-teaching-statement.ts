import type { StateTeaching } from './commands.ts';
import { refused } from './correction-refusal.ts';
import { claimId } from './ids.ts';
import type { TeachingStated } from './events.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Person, TeachingStatement } from './person.ts';
import { concluded, evolveAll } from './settle.ts';
import { personMoved } from './settle-person.ts';
import { teachingKey } from './teaching.ts';

/**
 * The teacher's statement replaces the former one. A teaching that was stated before keeps its claim and its match;
 * each new or changed one opens a claim for matching.
 */
export function decideTeachingStatement(person: Person, command: StateTeaching, context: Context): Outcome {
  const { status } = person;
  if (status.kind === 'ONBEKEND' || status.kind === 'BEWAARD' || status.kind === 'VERNIETIGD') {
    return { kind: 'AFGEWEZEN', signals: [], ...refused('NIET_IN_REGISTER') };
  }

  const { wantsReregistration } = command;
  const before = person.statements;
  const after = [...new Set(command.teaching.map(teachingKey))].map(
    (teaching, index): TeachingStatement =>
      before.find((one) => one.teaching === teaching) ?? {
        claimId: claimId(context.makeId('claim', command.id, index)),
        teaching,
        statedAt: context.recordedAt,
      },
  );
  if (isSameStatement(before, after) && wantsReregistration === person.wantsReregistration) {
    return { kind: 'VERWERKT', events: [] };
  }
  const stated: TeachingStated = { type: 'onderwijs-opgegeven', before, after, wantsReregistration };
  if (status.kind !== 'BEKEND') return { kind: 'VERWERKT', events: concluded([stated]) };
  const entered = personMoved(evolveAll(person, [stated]).status, { kind: 'OPGENOMEN', since: context.today });
  return { kind: 'VERWERKT', events: concluded([stated, entered]) };
}

function isSameStatement(before: readonly TeachingStatement[], after: readonly TeachingStatement[]): boolean {
  return before.length === after.length && before.every((one, index) => one.claimId === after[index]?.claimId);
}

/** The statements of an event that open a claim: those that the person had not stated before. */
export function openedClaims({ before, after }: TeachingStated): TeachingStatement[] {
  const known = new Set(before.map((one) => one.claimId));
  return after.filter((one) => !known.has(one.claimId));
}
