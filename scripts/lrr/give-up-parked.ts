import { closedHelp, exitCodeOf, showClosed, type AlreadyClosed } from './already-closed.ts';
import { UsageError, type Command, type CommandLine } from './command.ts';
import { idHelp, readId, type Service } from './parked.ts';

export const parkedSetAside: Command = {
  name: 'parked set-aside',
  usage: 'SERVICE:ID --reason TEXT',
  summary: 'gives a parked message up, for good, and lets what waits behind it go on',
  help: `${idHelp}
Only for one that cannot be read, or whose id was processed before, and whose sender waits for no answer. It is kept with
the reason. Exit code 3 when it is refused or waits behind another. ${closedHelp}`,
  options: { reason: { type: 'string' } },
  run: async (platform, line) => {
    const { service, id } = readId(platform, line);
    const reason = readText(line, 'reason', 'Why? Give a --reason of at least five characters.');
    const path = `/beheer/v1/geparkeerd/${id}/terzijde`;
    const outcome = await platform.operate<SetAsideAnswer>(service, 'POST', path, { reden: reason });
    return { data: outcome, text: showSetAside(service, outcome), exitCode: exitCodeOf(outcome, 'TERZIJDE') };
  },
};

type SetAsideAnswer =
  | { readonly uitkomst: 'TERZIJDE'; readonly verwerkt: number; readonly wachtNog: number }
  | { readonly uitkomst: 'WACHT'; readonly wachtAchter: string }
  | { readonly uitkomst: 'NIET_TOEGESTAAN' }
  | AlreadyClosed;

function showSetAside(service: Service, outcome: SetAsideAnswer): string {
  switch (outcome.uitkomst) {
    case 'TERZIJDE':
      return `Set aside. Processed behind it: ${outcome.verwerkt} message(s).${outcome.wachtNog > 0 ? ` Still waiting: ${outcome.wachtNog}.` : ''}`;
    case 'WACHT':
      return `It waits behind ${service}:${outcome.wachtAchter}: look at that one.`;
    case 'NIET_TOEGESTAAN':
      return 'Refused: it can be read and was never processed, or its sender waits for an answer. Redrive it, or reject it.';
    case 'AL_VERWERKT':
      return outcome.toestand === 'TERZIJDE' ? 'It was set aside before.' : showClosed(outcome, 'Not set aside');
  }
}

export const parkedReject: Command = {
  name: 'parked reject',
  usage: 'SERVICE:ID --reason TEXT --tell TEXT',
  summary: 'rejects a parked record of a school: its sender gets 990 with what --tell says',
  help: `${idHelp}
For a record that never was processed, readable or not. The reason is kept; the sender reads only --tell (at most 250
characters, no citizen number). It is for good. Exit code 3 when it is refused or waits behind another. ${closedHelp}`,
  options: { reason: { type: 'string' }, tell: { type: 'string' } },
  run: async (platform, line) => {
    const { service, id } = readId(platform, line);
    const reden = readText(line, 'reason', 'Why? Give a --reason of at least five characters.');
    const tekst = readText(line, 'tell', 'What will the sender read? --tell it in at least five characters.');
    const path = `/beheer/v1/geparkeerd/${id}/afkeuren`;
    const outcome = await platform.operate<RejectAnswer>(service, 'POST', path, { reden, tekst });
    return { data: outcome, text: showRejected(service, outcome), exitCode: exitCodeOf(outcome, 'AFGEKEURD') };
  },
};

type RejectAnswer =
  | { readonly uitkomst: 'AFGEKEURD'; readonly verwerkt: number; readonly wachtNog: number }
  | { readonly uitkomst: 'WACHT'; readonly wachtAchter: string }
  | { readonly uitkomst: 'NIET_TOEGESTAAN' | 'TEKST_GEWEIGERD' }
  | AlreadyClosed;

function showRejected(service: Service, outcome: RejectAnswer): string {
  switch (outcome.uitkomst) {
    case 'AFGEKEURD':
      return `Rejected; its sender is told. Processed behind it: ${outcome.verwerkt} message(s).${outcome.wachtNog > 0 ? ` Still waiting: ${outcome.wachtNog}.` : ''}`;
    case 'WACHT':
      return `It waits behind ${service}:${outcome.wachtAchter}: look at that one.`;
    case 'NIET_TOEGESTAAN':
      return 'Refused: nobody waits for an answer to it, or it does not tell who. Set it aside.';
    case 'TEKST_GEWEIGERD':
      return 'Refused: there is a citizen number in what the sender would read.';
    case 'AL_VERWERKT':
      return outcome.toestand === 'AFGEKEURD'
        ? showClosed(outcome, 'Nothing was sent now')
        : showClosed(outcome, 'Not rejected, and nothing was sent');
  }
}

function readText({ values }: CommandLine, option: string, question: string): string {
  const text = values[option];
  if (typeof text !== 'string' || text.trim().length < 5) throw new UsageError(question);
  return text;
}
