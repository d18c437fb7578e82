import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { UsageError, type Command } from '../../lrr/command.ts';
import { checkJournal } from '../check-journal.ts';
import type { Journal } from '../journal.ts';
import { readBack } from '../read-back.ts';
import { readJournal, readPlan } from '../read-journal.ts';
import { isSound, showReport } from '../show-report.ts';
import { intakeFrom, intakeOptions, numberOf, textOf, textsOf } from './kit-options.ts';

export const kitCheck: Command = {
  name: 'kit check',
  usage: `--plan FILE [--journal FILE | --sent FILE… --receipts FILE… --feedback FILE…] [--offline]
    [--fetch-from N] [--intake URL --token T | --token-command CMD]`,
  summary: 'tells per scenario what your system did right and wrong',
  help: `Best with the journal of kit record. Otherwise hand in files, as JSON or a record a line: what you sent, in order,
the receipts you got and the feedback you fetched. Receipts that are missing are looked up at the intake, unless --offline.
Without any file the plan's own records are looked for there. --fetch-from N fetches the feedback too, beginning with that
volgnummerVerzoek; your system will not get it any more. Exit code 3 when something is wrong.`,
  options: {
    ...intakeOptions,
    plan: { type: 'string' },
    journal: { type: 'string' },
    sent: { type: 'string', multiple: true },
    receipts: { type: 'string', multiple: true },
    feedback: { type: 'string', multiple: true },
    offline: { type: 'boolean' },
    'fetch-from': { type: 'string' },
  },
  run: async (platform, { positionals, values }) => {
    const file = textOf(values, 'plan');
    if (file === undefined || positionals.length > 0) throw new UsageError('kit check needs --plan FILE');
    const plan = readPlan(file);
    const handedIn = readJournal({
      journal: textOf(values, 'journal'),
      sent: textsOf(values, 'sent'),
      receipts: textsOf(values, 'receipts'),
      feedback: textsOf(values, 'feedback'),
    });
    const isOffline = values['offline'] === true;
    if (isOffline && handedIn === undefined) throw new UsageError('With --offline hand in a journal or files');
    const fetchFrom = numberOf(values, 'fetch-from');
    const journal: Journal =
      isOffline && handedIn !== undefined
        ? handedIn
        : await readBack(intakeFrom(platform, values), plan, { journal: handedIn, fetchFrom });
    const report = checkJournal(plan, journal, loadCodeLists().grounds);
    return { data: report, text: showReport(report), exitCode: isSound(report) ? 0 : 3 };
  },
};
