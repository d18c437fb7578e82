import { UsageError, type Command } from '../../lrr/command.ts';
import { showTable } from '../../lrr/show-table.ts';
import { personsFor } from '../make-plan.ts';
import { numberOf, planOptions, seedOf } from './kit-options.ts';

const MOST = 10_000;

export const kitPersons: Command = {
  name: 'kit persons',
  usage: '[--count N] [--seed N]',
  summary: 'made-up people that the sandbox’s BRP knows, to enter in your system',
  help: 'The same seed gives the same people. They are not real: their numbers begin with 99.',
  options: { count: { type: 'string' }, seed: planOptions.seed },
  run: (_platform, { positionals, values }) => {
    if (positionals.length > 0) throw new UsageError('kit persons takes no arguments');
    const count = numberOf(values, 'count') ?? 10;
    if (count > MOST) throw new UsageError(`--count is at most ${MOST}`);
    const zaad = seedOf(values);
    const personen = personsFor(zaad, count);
    const rows = personen.map((person) => [
      person.burgerservicenummer,
      person.geboortedatum,
      person.geslacht,
      `${person.voornamen} ${person.geslachtsnaam}`,
    ]);
    const text = `Zaad ${zaad}\n\n${showTable(['bsn', 'geboren', 'geslacht', 'naam'], rows)}`;
    return Promise.resolve({ data: { zaad, personen }, text });
  },
};
