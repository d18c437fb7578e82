import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import { loadPersons } from '../../src/apply/load-persons.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { FOLDED_TABLES } from '../../src/sql/rebuild-schema.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import type { Partition } from '../apply/partition.ts';
import { anyDispute } from './any-dispute.ts';
import type { Proceeding } from './any-dispute.ts';
import { anyHistory } from './any-step.ts';
import type { Step } from './any-step.ts';
import { simulatedLog } from './simulated-log.ts';
import type { LogEntry } from './simulated-log.ts';

const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 30);
const SEATS = 3;
const MIGRATION = path.join(import.meta.dirname, '../../migrations/017-withheld-events.sql');

let registers: [Partition, Partition, Partition];

beforeAll(async () => {
  registers = [await partition(), await partition(), await partition()];
});
afterAll(closePartitions);

/** The histories of several persons, one of whom disputes his: a step of one and a step of another. */
const anyMixture: fc.Arbitrary<[seat: number, step: Step | Proceeding][]> = fc
  .tuple(
    anyDispute,
    ...Array.from({ length: SEATS - 1 }, () => anyHistory),
    fc.infiniteStream(fc.nat({ max: SEATS - 1 })),
  )
  .map((drawn) => {
    const next = drawn.at(-1) as fc.Stream<number>;
    const left = drawn.slice(0, -1).map((steps) => [...(steps as (Step | Proceeding)[])]);
    const mixed: [number, Step | Proceeding][] = [];
    for (const seat of next.take(left.flat().length)) {
      const from = left.findIndex((steps, index) => index >= seat && steps.length > 0);
      const step = left[from]?.shift();
      if (step !== undefined) mixed.push([from, step]);
    }
    return mixed;
  });

/** Batches of these sizes in turn, as long as nothing comes in between that stands alone. */
function cut(
  entries: readonly LogEntry[],
  sizes: readonly number[],
): (Opdracht[] | Exclude<LogEntry, { wire: Opdracht }>)[] {
  const runs: (Opdracht[] | Exclude<LogEntry, { wire: Opdracht }>)[] = [];
  let left = 0;
  let next = 0;
  for (const entry of entries) {
    const last = runs.at(-1);
    if (!('wire' in entry)) runs.push(entry);
    else if (Array.isArray(last) && left > 0) last.push(entry.wire);
    else {
      runs.push([entry.wire]);
      left = sizes[(next += 1) % sizes.length] ?? 1;
    }
    left -= 1;
  }
  return runs;
}

async function play(register: Partition, entries: readonly LogEntry[], sizes: readonly number[]): Promise<string[][]> {
  await register.clear();
  for (const run of cut(entries, sizes)) {
    if (Array.isArray(run)) await register.apply(...run);
    else if ('turn' in run) await register.turn(run.turn);
    else await register.replaceList(run.grounds);
  }
  return Promise.all(FOLDED_TABLES.map((table) => register.table(table)));
}

/** The event log, when what is withheld was not marked as it happened but from the log (migrations/017). */
async function markedAgain(register: Partition): Promise<string[]> {
  const owner = openDatabase({ url: register.migratorUrl, applicationName: 'test', poolSize: 1 });
  await owner.query('UPDATE event_log SET withheld = false WHERE withheld');
  const [, mark = ''] = readFileSync(MIGRATION, 'utf8').split(';\n');
  await owner.query(mark);
  await owner.close();
  return register.table('event_log');
}

it('however the batches of a log are cut, the rows are the same, and they hold the persons of the pure core', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyMixture,
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
      async (mixture, sizes) => {
        const { entries, persons } = simulatedLog(mixture, SEATS);
        const cuts = [[1], sizes, [1_000]];
        const [one, some, whole] = await Promise.all(cuts.map((cuts, index) => play(registers[index]!, entries, cuts)));
        expect(one).toEqual(whole);
        expect(some).toEqual(whole);
        expect(await markedAgain(registers[2])).toEqual(await registers[0].table('event_log'));
        const loaded = await loadPersons(
          registers[0].database,
          persons.map(({ id }) => id),
        );
        for (const person of persons) expect(loaded.get(person.id)).toEqual(person);
      },
    ),
    { numRuns: RUNS },
  );
  const report = await checkRebuild({ url: registers[1].migratorUrl });
  expect(report.tables.filter(({ onlyLive, onlyRebuilt }) => onlyLive + onlyRebuilt > 0)).toEqual([]);
}, 3_600_000);
