import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { unavailable } from '../../../_platform/src/http/platform-problem.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';

/** What the register would do with one command, on its state of this moment. */
export type TrialOutcome =
  | {
      readonly terugkoppeling: { readonly berichtsoort: string; readonly inhoud: object };
      readonly gebeurtenissen: readonly { readonly type: string; readonly data: object }[];
    }
  /** A fault of the register's with this command: delivered, it would be parked. */
  | { readonly fout: string };

/** Each command by itself; outcomes in the order of the commands. */
export type AskRegister = (commands: readonly Opdracht[]) => Promise<readonly TrialOutcome[]>;

const commandsPerCall = 500;
/** Well below what the register takes in one body, which is counted with the envelope. */
const bytesPerCall = 2 * 1024 * 1024;

/** @param register away is 503: a simulation without the register would be half an answer */
export function createAskRegister(register: ServiceClient): AskRegister {
  const ask = async (texts: readonly string[]): Promise<readonly TrialOutcome[]> => {
    const opdrachten = texts.map((text) => JSON.parse(text) as Opdracht);
    try {
      const { uitkomsten } = await register.post<{ uitkomsten: readonly TrialOutcome[] }>('/v1/simulaties', {
        opdrachten,
      });
      if (uitkomsten.length !== opdrachten.length) throw new Error('The register left commands unanswered');
      return uitkomsten;
    } catch (cause) {
      throw unavailable(5, { detail: 'Het register kan nu niet worden bevraagd. Probeer het later opnieuw.', cause });
    }
  };
  return async (commands) => {
    const outcomes: TrialOutcome[] = [];
    for (const texts of inCalls(commands)) outcomes.push(...(await ask(texts)));
    return outcomes;
  };
}

function inCalls(commands: readonly Opdracht[]): string[][] {
  const calls: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const command of commands) {
    const text = JSON.stringify(command);
    const size = Buffer.byteLength(text);
    if (bytes + size > bytesPerCall || calls.at(-1)?.length === commandsPerCall) {
      calls.push([]);
      bytes = 0;
    }
    calls.at(-1)?.push(text);
    bytes += size;
  }
  return calls;
}
