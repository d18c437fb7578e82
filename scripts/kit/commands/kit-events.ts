import { UsageError, type Command } from '../../lrr/command.ts';
import { causeEvent, TeacherUnknown } from '../cause-events.ts';
import { readPlan } from '../read-journal.ts';
import { textOf, textsOf } from './kit-options.ts';

export const kitEvents: Command = {
  name: 'kit events',
  usage: '--plan FILE [--only ID]…',
  summary: 'plays the teachers and the BRP of a plan: requests for correction, a change of name',
  help: `For when your own system does the scenarios: run it when the first step of those with an event (correctieverzoek,
naamswijziging) was delivered and its feedback fetched. Then fetch records 15 and 16. Needs the running platform. The same
again does nothing more. Exit code 1 when a teacher is not known yet: nothing is done about him, run it again later.`,
  options: { plan: { type: 'string' }, only: { type: 'string', multiple: true } },
  run: async (platform, { positionals, values }) => {
    const file = textOf(values, 'plan');
    if (file === undefined || positionals.length > 0) throw new UsageError('kit events needs --plan FILE');
    const only = textsOf(values, 'only');
    const [gebeurd, nogNiet]: [string[], string[]] = [[], []];
    for (const scenario of readPlan(file).scenarios) {
      const { id, gebeurtenis } = scenario;
      if (gebeurtenis === undefined || (only !== undefined && !only.some((start) => id.startsWith(start)))) continue;
      try {
        await causeEvent(platform, scenario, gebeurtenis);
        gebeurd.push(`${id}: ${gebeurtenis.gebeurt}`);
      } catch (error) {
        if (!(error instanceof TeacherUnknown)) throw error;
        nogNiet.push(`${id}: nog niet, want ${error.message}`);
      }
    }
    const lines = [...gebeurd, ...nogNiet];
    return {
      data: { gebeurd, nogNiet },
      text: lines.length === 0 ? 'Er gebeurt niets in dit plan.' : lines.join('\n'),
      exitCode: nogNiet.length === 0 ? 0 : 1,
    };
  },
};
