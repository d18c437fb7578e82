import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { UsageError, type Command } from '../../lrr/command.ts';
import { showTable } from '../../lrr/show-table.ts';
import { oneBoard } from '../../generator/boards.ts';
import { generateLoad, type GeneratedLoad } from '../../generator/generate-load.ts';
import { DEFAULT_BOARDS } from '../kit-seats.ts';
import { personsFor } from '../make-plan.ts';
import { dayOf, numberOf, oinOf, planOptions, pointOf, seedOf, textOf } from './kit-options.ts';

const MOST = 10_000;
const PER_REQUEST = 100;

export const kitDeliveries: Command = {
  name: 'kit deliveries',
  usage: '[--board NUMBER] [--records N] [--out FOLDER] [--seed N] [--today DAY] [--oin OIN] [--point NN]',
  summary: 'writes believable deliveries of one board to files, with what must come of each record',
  help: `New appointments, corrections, ends, copies, late and wrong records at the board's real schools, as on a real day.
Writes request files (leveringen/), all records a line each (berichten.ndjson), per record the receipt and feedback it
must get (verwacht.ndjson). The same seed and day, the same files. Any client can deliver them, also lrr deliver FILE
(the OIN needs a mandate).`,
  options: {
    records: { type: 'string' },
    out: { type: 'string' },
    board: { type: 'string' },
    seed: planOptions.seed,
    today: planOptions.today,
    oin: planOptions.oin,
    point: planOptions.point,
  },
  run: async (platform, { positionals, values }) => {
    if (positionals.length > 0) throw new UsageError('kit deliveries takes no arguments');
    const records = numberOf(values, 'records') ?? 200;
    if (records > MOST) throw new UsageError(`--records is at most ${MOST}`);
    const board = textOf(values, 'board') ?? DEFAULT_BOARDS[0];
    const lists = loadCodeLists();
    const boards = oneBoard(lists.institutions, { board, supplierOin: oinOf(values) });
    if (boards === undefined) throw new UsageError(`Board ${board} has no open school outside mbo in the code list`);
    const [zaad, today] = [seedOf(values), await dayOf(platform, values)];
    const load = generateLoad({
      seed: zaad,
      lists,
      today,
      // Noon of the day before is in nobody's future.
      now: new Date(Date.parse(`${today}T12:00:00Z`) - 86_400_000),
      persons: personsFor(zaad, records),
      records,
      perRequest: PER_REQUEST,
      streams: 1,
      boards,
      deliveryPoint: pointOf(values),
    });
    const folder = textOf(values, 'out') ?? `kit-leveringen-${zaad}`;
    const bestanden = writeLoad(folder, load);
    const made = load.streams.flat().flatMap((delivery) => delivery.records);
    const kinds = [...Map.groupBy(made, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length] as const);
    const summary = `Zaad ${zaad}, dag ${today}, bestuur ${board}: ${made.length} berichten in ${folder}`;
    return {
      data: {
        zaad,
        vandaag: today,
        bestuur: board,
        berichten: made.length,
        soorten: Object.fromEntries(kinds),
        bestanden,
      },
      text: `${summary}\n\n${showTable(['soort', 'berichten'], kinds)}`,
    };
  },
};

function writeLoad(folder: string, load: GeneratedLoad): string[] {
  mkdirSync(path.join(folder, 'leveringen'), { recursive: true });
  const deliveries = load.streams.flat();
  const made = deliveries.flatMap(({ records }) => records);
  const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  const expected = made.map(({ kind, messageId, receipt, feedback }) => ({
    identificatiecodeBedrijfsdocument: messageId,
    soort: kind,
    statusMelding: receipt.status,
    signalen: receipt.codes,
    ...(feedback && { terugkoppeling: feedback }),
  }));
  const files = new Map<string, string>([
    ...deliveries.map(({ leveringId, records }, index): [string, string] => [
      path.join('leveringen', `${String(index + 1).padStart(4, '0')}.json`),
      `${JSON.stringify({ leveringId, berichten: records.map(({ record }) => record) }, undefined, 2)}\n`,
    ]),
    ['berichten.ndjson', lines(made.map(({ record }) => record))],
    ['verwacht.ndjson', lines(expected)],
  ]);
  for (const [name, content] of files) writeFileSync(path.join(folder, name), content);
  return [...files.keys()].map((name) => path.join(folder, name));
}
