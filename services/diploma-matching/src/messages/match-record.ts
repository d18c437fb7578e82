import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { Result } from '../domain/result.ts';

/**
 * A result as a record of lrr.diplomamatch.v1. It carries no trace: the answer crosses from the matching domain to the
 * register, and only the claim id may join the two.
 */
export function matchRecord({ claim, number, match, listVersions, rulesVersion, judgedAt }: Result): OutboxRow {
  const id = deterministicId('diplomamatch', claim.claimId, number);
  return {
    id,
    topic: 'lrr.diplomamatch.v1',
    key: claim.claimId,
    headers: { type: 'DIPLOMAMATCH', schemaversion: '1' },
    value: JSON.stringify({
      claimId: claim.claimId,
      uitkomst: match.outcome,
      regel: match.rule,
      toelichting: match.explanation,
      vervolgstap: match.nextStep,
      ...(match.evidence && {
        bewijs: { opleidingscode: match.evidence.opleidingscode, datumBehaald: match.evidence.datumBehaald },
      }),
      lijstversies: { ...listVersions, regels: rulesVersion },
      beoordeeldOp: judgedAt,
    }),
  };
}
