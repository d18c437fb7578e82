import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';
import type { PersonAnswer } from '../domain/judge-person.ts';
import type { AskVault, VaultQuestion } from './ask-vault.ts';
import { createMicroBatch } from './micro-batch.ts';

/** As many as the vault takes in one call. */
const QUESTIONS_PER_CALL = 500;
/** Two fill while two are answered: the vault is busy, and a call that waits for the BRP holds up half of the others. */
const CALLS_AT_ONCE = 4;

interface Asked {
  readonly questions: readonly VaultQuestion[];
  readonly day: string;
}

/**
 * Requests that come together ask the vault in one call: with one record per request the call costs more than its
 * answer. Nobody pays for another's question: after a call that the vault refused, or for which the BRP was needed and
 * away, each request asks by itself.
 */
export function shareVaultCalls(ask: AskVault): AskVault {
  const batch = createMicroBatch<Asked, PromiseSettledResult<readonly PersonAnswer[]>>({
    fullAt: QUESTIONS_PER_CALL,
    weightOf: ({ questions }) => questions.length,
    concurrency: CALLS_AT_ONCE,
    run: (requests) => askTogether(requests, ask),
  });
  return async (questions, day) => {
    if (questions.length === 0) return [];
    const result = await batch.submit({ questions, day });
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  };
}

async function askTogether(
  requests: readonly Asked[],
  ask: AskVault,
): Promise<PromiseSettledResult<readonly PersonAnswer[]>[]> {
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
