import { parseArgs } from 'node:util';
import { CallFailed } from '../demonstration/clients.ts';
import { kitCheck } from '../kit/commands/kit-check.ts';
import { kitDeliveries } from '../kit/commands/kit-deliveries.ts';
import { kitEvents } from '../kit/commands/kit-events.ts';
import { kitPersons } from '../kit/commands/kit-persons.ts';
import { kitPlan } from '../kit/commands/kit-plan.ts';
import { kitPlay } from '../kit/commands/kit-play.ts';
import { kitRecord } from '../kit/commands/kit-record.ts';
import { UsageError, type Command, type ExitCode } from './command.ts';
import { consumerCheck } from './consumer-check.ts';
import { deliver } from './deliver.ts';
import { openPlatform } from './open-platform.ts';
import { parkedReject, parkedSetAside } from './give-up-parked.ts';
import { parkedList, parkedRedrive, parkedShow } from './parked.ts';
import { rebuildCheck } from './rebuild.ts';
import { status } from './status.ts';
import { token } from './token.ts';

// Options are read with node:util's parseArgs: a handful of commands with a handful of options need no library.
const commands: readonly Command[] = [
  status,
  parkedList,
  parkedShow,
  parkedRedrive,
  parkedSetAside,
  parkedReject,
  deliver,
  token,
  rebuildCheck,
  kitPersons,
  kitDeliveries,
  kitPlan,
  kitPlay,
  kitRecord,
  kitEvents,
  kitCheck,
  consumerCheck,
];

const commonOptions = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** Where answers and complaints are written: standard output and standard error. */
export type Terminal = Pick<Console, 'log' | 'error'>;

/** Does what the words of a command line say. @param endpointsFile as openPlatform takes it */
export async function runCommandLine(
  typed: readonly string[],
  terminal: Terminal,
  endpointsFile?: string,
): Promise<ExitCode> {
  // `help deliver` is `deliver --help`.
  const words = typed[0] === 'help' ? [...typed.slice(1), '--help'] : typed;
  const isJson = words.includes('--json');
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (command === undefined) return answerWithoutCommand(words, terminal);
  try {
    const line = readLine(command, words);
    if (line.values['help'] === true) {
      terminal.log(helpOf(command));
      return 0;
    }
    const { data, text, exitCode } = await command.run(openPlatform(endpointsFile), line);
    terminal.log(isJson ? JSON.stringify(data, undefined, 2) : text);
    return exitCode ?? 0;
  } catch (error) {
    return tellFailure(error, command, { isJson, terminal });
  }
}

function readLine(command: Command, words: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: words.slice(command.name.split(' ').length),
      options: { ...command.options, ...commonOptions },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}

/** The whole, or the commands that begin with the word given: `kit` is none itself. */
function answerWithoutCommand(words: readonly string[], terminal: Terminal): ExitCode {
  const [first, second] = words.filter((word) => !word.startsWith('-'));
  const group = commands.filter(({ name }) => name.startsWith(`${first ?? ''} `));
  const wantsHelp = words.length === 0 || words.includes('--help') || words.includes('-h');
  const isKnown = first === undefined || (group.length > 0 && second === undefined);
  const shown = overview(group.length > 0 ? group : commands);
  if (wantsHelp && isKnown) {
    terminal.log(shown);
    return 0;
  }
  terminal.error(`There is no command ${words.slice(0, 2).join(' ')}.\n\n${shown}`);
  return 2;
}

function overview(shown: readonly Command[]): string {
  const width = Math.max(...shown.map(({ name }) => name.length));
  return [
    'npm run lrr -- COMMAND [--json] [--help]',
    '',
    ...shown.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'The platform is found through .data/endpoints.json, or the file that LRR_ENDPOINTS names.',
    'Exit codes: 0 done, 1 failed, 2 usage, 3 refused.',
  ].join('\n');
}

function helpOf({ name, usage, summary, help }: Command): string {
  return `${`npm run lrr -- ${name} ${usage}`.trimEnd()}\n\n${summary}\n\n${help}`;
}

/** 4xx is a refusal; everything else that went wrong on the way is a failure. */
function tellFailure(error: unknown, command: Command, o: { isJson: boolean; terminal: Terminal }): ExitCode {
  const exitCode = exitCodeOf(error);
  const message = error instanceof Error ? messageOf(error) : String(error);
  if (o.isJson) o.terminal.error(JSON.stringify({ fout: message, exitCode }));
  else o.terminal.error(exitCode === 2 ? `${message}\n\n${helpOf(command)}` : message);
  return exitCode;
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return 2;
  return error instanceof CallFailed && error.status < 500 ? 3 : 1;
}

/** A refusal says why in its `detail`. fetch only says "fetch failed"; what went wrong is its cause. */
function messageOf(error: Error): string {
  const { cause } = error;
  if (error instanceof CallFailed) {
    const { detail } = (error.body ?? {}) as { readonly detail?: unknown };
    return typeof detail === 'string' ? `${detail}\n${error.message}` : error.message;
  }
  return error.message === 'fetch failed' && cause instanceof Error
    ? `No answer: ${cause.message || cause.name}`
    : error.message;
}
