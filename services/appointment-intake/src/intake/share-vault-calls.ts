import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';
import type { PersonAnswer } from '../domain/judge-person.ts';
import { vaultAway, type AskVault, type VaultQuestion } from './ask-vault.ts';
import { createMicroBatch } from './micro-batch.ts';

/** As many as the vault takes in one call. */
const QUESTIONS_PER_CALL = 500;
/** Two fill while two are answered: the vault is busy, and a call that waits for the BRP holds up half of the others. */
const CALLS_AT_ONCE = 4;

interface Asked {
  readonly questions: readonly VaultQuestion[];
  readonly day: string;
  readonly askedAt: number;
}

type Answered = PromiseSettledResult<readonly PersonAnswer[]>;

/**
 * Requests that come together ask the vault in one call: with one record per request the call costs more than its
 * answer. Nobody pays for another's question: after a call that the vault refused, or for which the BRP was needed and
 * away, each request asks by itself.
 *
 * @param o.patienceMs who has waited so long for his turn is put off without it. A call may take as long once more, so
 *   that a vault that hangs holds nobody up for the length of the queue
 */
export function shareVaultCalls(
  ask: AskVault,
  { patienceMs, now = () => performance.now() }: { readonly patienceMs: number; readonly now?: () => number },
): AskVault {
  const batch = createMicroBatch<Asked, Answered>({
    fullAt: QUESTIONS_PER_CALL,
    weightOf: ({ questions }) => questions.length,
    concurrency: CALLS_AT_ONCE,
    run: async (requests) => {
      const inTime = requests.filter(({ askedAt }) => now() - askedAt <= patienceMs);
      const answers = await askTogether(inTime, ask);
      const answerOf = new Map(inTime.map((request, index) => [request, answers[index]]));
      return requests.map((request) => answerOf.get(request) ?? { status: 'rejected', reason: vaultAway() });
    },
  });
  return async (questions, day) => {
    if (questions.length === 0) return [];
    const result = await batch.submit({ questions, day, askedAt: now() });
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  };
}

async function askTogether(requests: readonly Asked[], ask: AskVault): Promise<Answered[]> {
  const [first] = requests;
  // At midnight a call is of one day or the other.
  const isOneCall = requests.length > 1 && requests.every(({ day }) => day === first?.day);
  if (first !== undefined && isOneCall) {
    try {
      return divided(
        await ask(
          requests.flatMap(({ questions }) => questions),
          first.day,
        ),
        requests,
      );
    } catch (error) {
      if (!isAnswered(error as Error)) throw error;
    }
  }
  return Promise.allSettled(requests.map(({ questions, day }) => ask(questions, day)));
}

function divided(
  answers: readonly PersonAnswer[],
  requests: readonly Asked[],
): PromiseFulfilledResult<readonly PersonAnswer[]>[] {
  let at = 0;
  return requests.map(({ questions: { length } }) => ({
    status: 'fulfilled',
    value: answers.slice(at, (at += length)),
  }));
}

/** The vault said no; when it said nothing, it would say nothing to each request either. */
function isAnswered({ cause }: Error & { cause?: unknown }): boolean {
  return cause instanceof UpstreamError && cause.status !== undefined;
}
