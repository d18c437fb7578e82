import { closedHelp, exitCodeOf, showClosed, type AlreadyClosed } from './already-closed.ts';
import { UsageError, type Command, type CommandLine } from './command.ts';
import type { Platform } from './open-platform.ts';
import { showTable } from './show-table.ts';

interface ParkedMessage {
  readonly id: string;
  readonly consument: string;
  readonly topic: string;
  readonly partitie: number;
  readonly offset: number;
  readonly reden: string;
  readonly geparkeerdOp: string;
  readonly wachtAchter: string | null;
  readonly pogingen: number;
  readonly toestand: string;
}

export type Service = Platform['operated'][number];

export const idHelp = 'A message is named by service and number, as `parked list` shows it: register:12.';
const PAGE = 500;

export const parkedList: Command = {
  name: 'parked list',
  usage: '[--service NAME] [--consumer NAME] [--all]',
  summary: 'messages that were set aside, oldest first',
  help: 'Without --all only those that are still open. A message may wait behind another of the same person, and names it.',
  options: { service: { type: 'string' }, consumer: { type: 'string' }, all: { type: 'boolean' } },
  run: async (platform, { positionals, values }) => {
    if (positionals.length > 0) throw new UsageError('parked list takes no arguments');
    const services = values['service'] === undefined ? platform.operated : [readService(platform, values['service'])];
    const query = new URLSearchParams({ maxAantal: `${PAGE}` });
    if (values['all'] !== true) query.set('toestand', 'OPEN');
    if (typeof values['consumer'] === 'string') query.set('consument', values['consumer']);
    const lists = await Promise.all(services.map((service) => listAll(platform, service, query)));
    const messages = lists.flat();
    return {
      data: { berichten: messages },
      text:
        messages.length === 0
          ? 'Nothing is parked.'
          : showTable(
              ['id', 'parked at', 'consumer', 'where', 'reason', 'waits behind', 'attempts', 'state'],
              messages.map((message) => [
                `${message.dienst}:${message.id}`,
                message.geparkeerdOp,
                message.consument,
                `${message.topic}/${message.partitie}@${message.offset}`,
                message.reden,
                message.wachtAchter ?? '-',
                message.pogingen,
                message.toestand,
              ]),
            ),
    };
  },
};

async function listAll(
  platform: Platform,
  service: Service,
  query: URLSearchParams,
): Promise<(ParkedMessage & { dienst: Service })[]> {
  const found: (ParkedMessage & { dienst: Service })[] = [];
  for (let after: string | undefined; ;) {
    const page = new URLSearchParams(query);
    if (after !== undefined) page.set('na', after);
    const { berichten } = await platform.operate<{ berichten: ParkedMessage[] }>(
      service,
      'GET',
      `/beheer/v1/geparkeerd?${page.toString()}`,
    );
    found.push(...berichten.map((message) => ({ dienst: service, ...message })));
    after = berichten.at(-1)?.id;
    if (berichten.length < PAGE) return found;
  }
}

export const parkedShow: Command = {
  name: 'parked show',
  usage: 'SERVICE:ID',
  summary: 'one parked message: cause, coordinates, headers, masked content',
  help: idHelp,
  run: async (platform, line) => {
    const { service, id } = readId(platform, line);
    const message = await platform.operate<object>(service, 'GET', `/beheer/v1/geparkeerd/${id}`);
    return { data: message, text: JSON.stringify(message, undefined, 2) };
  },
};

export const parkedRedrive: Command = {
  name: 'parked redrive',
  usage: 'SERVICE:ID',
  summary: 'hands a parked message to its consumer again, then what waits behind it',
  help: `${idHelp}
Only one that waits behind no other. Exit code 3 when it was parked again or waits behind another. ${closedHelp}`,
  run: async (platform, line) => {
    const { service, id } = readId(platform, line);
    const outcome = await platform.operate<RedriveAnswer>(service, 'POST', `/beheer/v1/geparkeerd/${id}/opnieuw`);
    return { data: outcome, text: showOutcome(service, outcome), exitCode: exitCodeOf(outcome, 'VERWERKT') };
  },
};

type RedriveAnswer =
  | { readonly uitkomst: 'VERWERKT'; readonly verwerkt: number; readonly wachtNog: number }
  | { readonly uitkomst: 'OPNIEUW_GEPARKEERD'; readonly reden: string; readonly pogingen: number }
  | { readonly uitkomst: 'WACHT'; readonly wachtAchter: string }
  | AlreadyClosed;

function showOutcome(service: Service, outcome: RedriveAnswer): string {
  switch (outcome.uitkomst) {
    case 'VERWERKT':
      return `Processed: ${outcome.verwerkt} message(s).${outcome.wachtNog > 0 ? ` Still waiting: ${outcome.wachtNog}.` : ''}`;
    case 'OPNIEUW_GEPARKEERD':
      return `Parked again: ${outcome.reden} (attempt ${outcome.pogingen}). Nothing behind it moved.`;
    case 'WACHT':
      return `It waits behind ${service}:${outcome.wachtAchter}: redrive that one.`;
    case 'AL_VERWERKT':
      return outcome.toestand === 'VERWERKT' ? 'It was processed already.' : showClosed(outcome, 'Not redriven');
  }
}

export function readId(platform: Platform, { positionals }: CommandLine): { service: Service; id: string } {
  const [, name, id] = /^([a-z]+):([0-9a-f-]{1,36})$/.exec(positionals[0] ?? '') ?? [];
  if (id === undefined || positionals.length !== 1) throw new UsageError(`Which message? ${idHelp}`);
  return { service: readService(platform, name), id };
}

function readService(platform: Platform, name: unknown): Service {
  const service = platform.operated.find((known) => known === name);
  if (service === undefined)
    throw new UsageError(`There is no service ${String(name)}; there are ${platform.operated.join(', ')}`);
  return service;
}
