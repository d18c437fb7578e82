import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { ClaimId, RegisterId } from '../domain/ids.ts';
import { isObject, isUuid, readObject } from './read-object.ts';

/** One teaching that a teacher stated, to be compared with the diploma register. */
export interface TeachingClaim {
  readonly claimId: ClaimId;
  readonly registerId: RegisterId;
  /** The group `onderwijs` of the message book; the vault passes it on as it is. */
  readonly teaching: Readonly<Record<string, unknown>>;
  /** Moment of the statement, ISO, UTC. */
  readonly statedAt: string;
}

/** @throws PoisonError */
export function readTeachingClaim(value: Buffer | null): TeachingClaim {
  const { claimId, registratieId, onderwijs, opgegevenOp } = readObject(value);
  if (!isUuid(claimId) || !isUuid(registratieId) || !isObject(onderwijs) || !isMoment(opgegevenOp)) {
    throw new PoisonError('CLAIM_INCOMPLETE', 'a claim has a claimId, a registratieId, onderwijs and opgegevenOp');
  }
  return {
    claimId: claimId as ClaimId,
    registerId: registratieId as RegisterId,
    teaching: onderwijs,
    statedAt: opgegevenOp,
  };
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
