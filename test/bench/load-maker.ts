import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { boardsOf } from '../../scripts/generator/boards.ts';
import { generateLoad } from '../../scripts/generator/generate-load.ts';
import type { GeneratedLoad, LoadOptions } from '../../scripts/generator/generate-load.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { prepareLoad } from './deliver-load.ts';
import type { PreparedLoad } from './deliver-load.ts';
import { giveMandates, population, supplierToken, today } from './platform-calls.ts';

type Size = Pick<LoadOptions, 'records' | 'perRequest' | 'streams' | 'mixture'>;

/** Makes loads of persons whom nobody used before. */
export interface LoadMaker {
  generate(size: Size): Promise<GeneratedLoad>;
  /** The same, with bodies and tokens: ready to be sent. */
  prepare(size: Size): Promise<PreparedLoad>;
  /** Lets one more supplier deliver for all boards. @returns its token */
  addSupplier(oin: string): Promise<string>;
}

export async function createLoadMaker(
  { endpoints }: BenchPlatform,
  o: { readonly seed: number; readonly say: (line: string) => void },
): Promise<LoadMaker> {
  const lists = loadCodeLists();
  const boards = boardsOf(lists.institutions, 1);
  o.say(`Giving mandates for ${boards.mandates.length} boards ...`);
  await giveMandates(endpoints, boards);
  const tokens = new Map<string, string>();
  for (const oin of boards.suppliers) tokens.set(oin, await supplierToken(endpoints, oin));
  let used = 0;
  let made = 0;

  const generate = async (size: Size): Promise<GeneratedLoad> => {
    const persons = await population(endpoints, used, size.records);
    made += 1;
    const load = generateLoad({
      ...size,
      seed: o.seed * 1_000 + made,
      lists,
      today: await today(endpoints),
      now: new Date(),
      persons,
    });
    used += load.persons;
    return load;
  };
  return {
    generate,
    prepare: async (size) => prepareLoad(await generate(size), tokens),
    addSupplier: async (supplierOin) => {
      const mandates = boards.mandates.map(({ board }) => ({ board, supplierOin }));
      await giveMandates(endpoints, { ...boards, mandates });
      return supplierToken(endpoints, supplierOin);
    },
  };
}
