import type { RecordMatch } from './commands.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { isSameContent } from './same-content.ts';
import { concluded } from './settle.ts';

/**
 * The result of a matching decorates the statement while its claim is current; for a claim that was replaced or
 * dropped it changes nothing. A later judgement replaces the former, an earlier one that comes late does not.
 */
export function decideMatchResult(person: Person, { claimId, match }: RecordMatch): Outcome {
  const statement = person.statements.find((one) => one.claimId === claimId);
  if (statement === undefined) return { kind: 'VERWERKT', events: [] };
  const before = statement.match;
  if (
    before !== undefined &&
    (Date.parse(match.beoordeeldOp) < Date.parse(before.beoordeeldOp) || isSameContent(before, match))
  ) {
    return { kind: 'VERWERKT', events: [] };
  }
  const { teaching } = statement;
  return {
    kind: 'VERWERKT',
    events: concluded([{ type: 'onderwijs-match-vastgesteld', claimId, teaching, before, after: match }]),
  };
}
