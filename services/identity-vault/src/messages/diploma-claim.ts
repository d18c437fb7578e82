import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { newTraceparent } from '../../../_platform/src/http/trace-context.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { Diploma } from '../adapters/diploma-register.ts';
import type { ClaimId, MatchingId } from '../domain/ids.ts';

export interface ClaimWithFacts {
  readonly claimId: ClaimId;
  readonly matchingId: MatchingId;
  readonly teaching: unknown;
  readonly statedAt: string;
  /** Number of the question that these facts answer; it rises with every change that the diploma register tells of. */
  readonly wanted: number;
  readonly diplomas: readonly Diploma[];
}

/**
 * A claim and what the diploma register knows, for diploma-matching. It crosses into another privacy domain: it begins
 * a new trace, and of all ids only the claim's goes along, because it must join claim and result. Whoever holds both
 * databases can use it to join the domains. The message id follows from the claim and the question it answers: facts that
 * change and change back are a new message each time, while the same answer sent twice stays one.
 */
export function diplomaClaim({ claimId, matchingId, teaching, statedAt, wanted, diplomas }: ClaimWithFacts): OutboxRow {
  const facts = diplomas.length > 0 ? { diplomas } : { nietGevonden: true };
  return {
    id: deterministicId('diplomaclaim', claimId, String(wanted), JSON.stringify(facts)),
    topic: 'lrr.diplomaclaim.v1',
    key: matchingId,
    value: JSON.stringify({ claimId, matchingId, onderwijs: teaching, opgegevenOp: statedAt, ...facts }),
    headers: { type: 'DIPLOMACLAIM', schemaversion: '1', traceparent: newTraceparent() },
  };
}

/**
 * Nothing of this person may be kept by the matching any more: a record without value. It takes claims of any age, since
 * the matching finds them in its own tables; the one day that the topic keeps is how long the matching may be away
 * (services/diploma-matching/README.md).
 */
export function claimsWithdrawn(matchingId: MatchingId): OutboxRow {
  return {
    id: deterministicId('diplomaclaim-vervallen', matchingId),
    topic: 'lrr.diplomaclaim.v1',
    key: matchingId,
    value: null,
    headers: { type: 'DIPLOMACLAIM_VERVALLEN', schemaversion: '1', traceparent: newTraceparent() },
  };
}

/** Tells whether facts are the ones that were sent before. */
export function factsFingerprint(claimId: ClaimId, diplomas: readonly Diploma[]): string {
  return deterministicId('diplomafeiten', claimId, JSON.stringify(diplomas));
}
