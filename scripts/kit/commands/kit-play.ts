import { writeFileSync } from 'node:fs';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { CallFailed } from '../../demonstration/clients.ts';
import { UsageError, type Command } from '../../lrr/command.ts';
import { causeEvent } from '../cause-events.ts';
import { checkJournal } from '../check-journal.ts';
import { giveRights } from '../give-rights.ts';
import { playPlan } from '../play-plan.ts';
import { readPlan } from '../read-journal.ts';
import { isSound, showReport } from '../show-report.ts';
import {
  intakeFrom,
  intakeOptions,
  isLocal,
  nextFetchNumber,
  numberOf,
  planFrom,
  planOptions,
  textOf,
} from './kit-options.ts';

const ANSWERED_WITHIN_S = 60;

export const kitPlay: Command = {
  name: 'kit play',
  usage:
    '[--plan FILE | the options of kit plan] [--intake URL --token T | --token-command CMD] [--fetch-from N] [--wait S]',
  summary: 'plays the scenarios itself, as a good supplier would, and reports what came of them',
  help: `Shows what an intake does with every scenario before your own system is ready. Against the running platform it
arranges mandates and the trial board itself; elsewhere your OIN (--oin) must have mandates for the boards (--board) and the
delivery point (--point), and --token-command is run by the shell with the OIN in $OIN. It fetches the feedback of that
delivery point: take one that nothing else uses. --journal FILE keeps every call. Exit code 3 when something differs.`,
  options: {
    ...planOptions,
    ...intakeOptions,
    plan: { type: 'string' },
    journal: { type: 'string' },
    'fetch-from': { type: 'string' },
    wait: { type: 'string' },
  },
  run: async (platform, { positionals, values }) => {
    if (positionals.length > 0) throw new UsageError('kit play takes no arguments');
    const file = textOf(values, 'plan');
    const plan = file === undefined ? await planFrom(platform, values) : readPlan(file);
    const intake = intakeFrom(platform, values);
    if (isLocal(values)) await giveRights(platform, plan, 'PROEF');
    // Progress goes beside the report, so that --json stays JSON.
    const tell = (line: string): void => void process.stderr.write(`${line}\n`);
    tell(`Zaad ${plan.zaad}: ${plan.scenarios.length} scenario's tegen ${intake.url}`);
    try {
      const withinMs = (numberOf(values, 'wait') ?? ANSWERED_WITHIN_S) * 1000;
      const journal = await playPlan(intake, plan, {
        fetchFrom: nextFetchNumber(values),
        withinMs,
        tell,
        cause: (scenario, event) => causeEvent(platform, scenario, event),
      });
      const report = checkJournal(plan, journal, loadCodeLists().grounds);
      return { data: report, text: showReport(report), exitCode: isSound(report) ? 0 : 3 };
    } catch (error) {
      throw explained(error);
    } finally {
      if (isLocal(values)) await giveRights(platform, plan, 'LIVE');
      const journal = textOf(values, 'journal');
      const lines = intake.exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`);
      if (journal !== undefined) writeFileSync(journal, lines.join(''));
    }
  },
};

function explained(error: unknown): unknown {
  if (!(error instanceof CallFailed) || error.status !== 409) return error;
  const advice = 'Dit aanleverpunt is al met een hoger nummer opgehaald: geef een hoger nummer met --fetch-from.';
  return new CallFailed('POST', '/v1/terugkoppelingen/ophalen', error.status, advice);
}
