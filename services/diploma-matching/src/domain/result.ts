import type { CodeLists } from '../../../../schemas/code-lists/rows.ts';
import type { DiplomaClaim } from './claim.ts';
import { match, rulesVersion, type Match } from './match.ts';
import type { Outcome } from './outcome.ts';

/** Versions (SHA-256, hex) of the lists a result was made with. */
export interface ListVersions {
  readonly opleidingen: string;
  readonly conversietabel: string;
  readonly vakken: string;
}

/** One judgement, with everything it was made from. */
export interface Result {
  /** 1, 2, 3 … per claim. */
  readonly number: number;
  readonly claim: DiplomaClaim;
  readonly match: Match;
  readonly listVersions: ListVersions;
  readonly rulesVersion: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly judgedAt: string;
  /** True when it is the first of its claim or its outcome differs from the one before. */
  readonly published: boolean;
}

export interface VersionedLists extends Pick<CodeLists, 'programmes' | 'conversions' | 'subjects'> {
  readonly versions: ListVersions;
}

/** @param former the newest result of this claim, when there is one */
export function judgeClaim(
  claim: DiplomaClaim,
  former: { readonly number: number; readonly outcome: Outcome } | undefined,
  lists: VersionedLists,
  judgedAt: string,
): Result {
  const found = match(claim, lists);
  return {
    number: (former?.number ?? 0) + 1,
    claim,
    match: found,
    listVersions: lists.versions,
    rulesVersion,
    judgedAt,
    published: former?.outcome !== found.outcome,
  };
}
