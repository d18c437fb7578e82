import { UsageError, type Command } from '../../lrr/command.ts';
import { giveRights } from '../give-rights.ts';
import { writePlan } from '../write-plan.ts';
import { isLocal, planFrom, planOptions, intakeOptions, textOf } from './kit-options.ts';

export const kitPlan: Command = {
  name: 'kit plan',
  usage:
    '[--board NUMBER]… [--trial-board NUMBER] [--only ID]… [--out FOLDER] [--rights]\n    [--seed N] [--today DAY] [--oin OIN] [--point NN]',
  summary: 'writes the scenarios that your system must be able to do, for you to do with your own client',
  help: `Writes scenarios.md to work through by hand, scenarios/ID.ndjson with the records, and plan.json for kit check.
Without --board a board of every sector is taken. --only takes the beginning of an id: --only grondslag. With --rights the
sandbox of the running platform gives your OIN its mandates, and sets the trial board to PROEF.`,
  options: { ...planOptions, intake: intakeOptions.intake, out: { type: 'string' }, rights: { type: 'boolean' } },
  run: async (platform, { positionals, values }) => {
    if (positionals.length > 0) throw new UsageError('kit plan takes no arguments');
    const plan = await planFrom(platform, values);
    if (values['rights'] === true && !isLocal(values)) throw new UsageError('--rights is for the running platform');
    if (values['rights'] === true) await giveRights(platform, plan, 'PROEF');
    const folder = textOf(values, 'out') ?? `kit-plan-${plan.zaad}`;
    const bestanden = writePlan(folder, plan);
    const text = [
      `Zaad ${plan.zaad}, dag ${plan.vandaag}: ${plan.scenarios.length} scenario's in ${folder}`,
      ...plan.overgeslagen.map((reason) => `Niet in het plan. ${reason}`),
      '',
      `Lees ${folder}/scenarios.md, speel de scenario's met uw systeem, en beoordeel het met:`,
      `  npm run lrr -- kit check --plan ${folder}/plan.json`,
    ].join('\n');
    return { data: { zaad: plan.zaad, vandaag: plan.vandaag, scenarios: plan.scenarios.length, bestanden }, text };
  },
};
