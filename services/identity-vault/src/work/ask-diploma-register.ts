import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { diplomaClaim, factsFingerprint } from '../messages/diploma-claim.ts';
import { DIPLOMA_PURPOSE } from '../adapters/diploma-register.ts';
import type { Diploma, DiplomaRegister } from '../adapters/diploma-register.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import { backOffMs } from '../domain/back-off.ts';
import { finishClaims } from '../sql/finish-claims.ts';
import { postponeClaims } from '../sql/postpone-claims.ts';
import { takeDueClaims } from '../sql/take-due-claims.ts';
import type { DueClaim } from '../sql/take-due-claims.ts';
import type { PassOutcome } from './queue-loop.ts';
import type { VaultParts } from './vault-parts.ts';

const CLAIMS_PER_PASS = 50;
const QUESTIONS_AT_ONCE = 4;
/** Longest wait for one answer. */
export const QUESTION_TIMEOUT_MS = 10_000;
/** No question begins later than this after the claims were taken; who was not asked about by then is let go. */
export const ASK_FOR_MS = 60_000;
/**
 * Longer than a pass may take: the asking, the last question, and the transactions that end it. When it ran out before
 * (50 people, each answered just within the time-out), another process asked and sent the same again.
 */
export const LEASE_SECONDS = 120;

interface Answer {
  readonly claims: readonly DueClaim[];
  readonly diplomas: readonly Diploma[];
}

/**
 * One pass over the claims that are due: asks the diploma register once per person, and sends each claim with its
 * facts under the matching id, in one transaction with the processing-log lines.
 *
 * A question that fails because the register is away ends the asking; one that fails for another reason holds up that
 * person alone. Either way claims without an answer wait longer each time, and the pass throws at its end, so that the
 * loop tells of it and backs off instead of putting every waiting claim to a register that is away.
 */
export async function askDiplomaRegister(
  parts: VaultParts,
  diplomaRegister: DiplomaRegister,
  now = (): number => performance.now(),
): Promise<PassOutcome> {
  const askUntil = now() + ASK_FOR_MS;
  const due = await takeDueClaims(parts.database, CLAIMS_PER_PASS, LEASE_SECONDS);
  if (due.length === 0) return 'EMPTY';

  const waiting = [...Map.groupBy(due, ({ lookup }) => lookup)];
  const answers: Answer[] = [];
  const failures: Error[] = [];
  const askInTurn = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (now() > askUntil) {
        waiting.unshift(next);
        return;
      }
      const [lookup, claims] = next;
      try {
        answers.push({ claims, diplomas: await fetchDiplomas(parts, diplomaRegister, lookup, claims) });
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error('a question failed', { cause: error }));
        if (error instanceof UpstreamError && error.retryable) waiting.length = 0;
      }
    }
  };
  await Promise.all(Array.from({ length: QUESTIONS_AT_ONCE }, askInTurn));

  await sendAnswers(parts, answers);
  const answered = new Set(answers.flatMap(({ claims }) => claims));
  const letGo = new Set(waiting.flatMap(([, claims]) => claims));
  const unanswered = due.filter((claim) => !answered.has(claim));
  if (unanswered.length > 0) {
    const postponed = unanswered.map((claim) => ({
      claimId: claim.claimId,
      waitMs: letGo.has(claim) ? 0 : backOffMs(claim.attempts),
    }));
    await postponeClaims(parts.database, postponed);
  }
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  return letGo.size === 0 && due.length < CLAIMS_PER_PASS ? 'EMPTY' : 'MORE';
}

async function fetchDiplomas(
  { seals }: VaultParts,
  diplomaRegister: DiplomaRegister,
  lookup: Lookup,
  [claim]: readonly DueClaim[],
): Promise<Diploma[]> {
  return claim === undefined ? [] : diplomaRegister.fetchDiplomas(seals.openNumber(lookup, claim.citizenNumber));
}

async function sendAnswers(parts: VaultParts, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return;
  const at = parts.clock.now();
  const lines = answers.flatMap(({ claims: [claim] }) => (claim === undefined ? [] : [lookedUp(claim, at)]));
  const sending = answers.flatMap(({ claims, diplomas }) =>
    claims.map((claim) => ({ claim, facts: factsFingerprint(claim.claimId, diplomas), diplomas })),
  );
  const added = await parts.database.transaction(async (tx) => {
    const finished = await finishClaims(
      tx,
      sending.map(({ claim: { claimId, wanted }, facts }) => ({ claimId, wanted, sentFacts: facts })),
    );
    const counting = new Set(finished);
    const news = sending.filter(({ claim, facts }) => counting.has(claim.claimId) && facts !== claim.sentFacts);
    return parts.outbox.add(tx, [...news.map(({ claim, diplomas }) => diplomaClaim({ ...claim, diplomas })), ...lines]);
  });
  parts.outbox.committed(added);
}

function lookedUp({ matchingId }: DueClaim, at: Date): ReturnType<typeof processingRecord> {
  return processingRecord({
    activity: 'DIPLOMAREGISTER_RAADPLEGEN',
    at,
    onBehalfOf: 'leraar',
    subject: matchingId,
    domain: 'matching',
    purposeCode: DIPLOMA_PURPOSE,
  });
}
