import type { Bench } from './bench.ts';
import { untilAnswered } from './bench.ts';
import { feedbackRows, parkedRecords, someRegistrations } from './bench-sql.ts';
import { receiptFaults } from './check-receipts.ts';
import { deliverLoad } from './deliver-load.ts';
import { createRandom } from '../../scripts/generator/random.ts';
import type { GeneratedRecord } from '../../scripts/generator/generate-load.ts';
import type { LoadMaker } from './load-maker.ts';
import { call, inspectorToken, supplierToken } from './platform-calls.ts';
import { currentMemory } from './process-figures.ts';
import { quantiles } from './statistics.ts';
import type { Quantiles } from './statistics.ts';

const SLICES = 10;
/** As much as one load holds at once in this process. */
const RECORDS_AT_ONCE = 10_000;
const LOOK_UPS = 2_000;

/** A receipt that is there. */
interface KnownReceipt {
  readonly supplierOin: string;
  readonly path: string;
}

/** At the end of a slice. */
interface Standing {
  /** Records delivered so far. */
  readonly records: number;
  /** Of the whole path, in this slice. */
  readonly perSecond: number;
  /** Milliseconds of one look-up after another. */
  readonly receipt: Quantiles;
  readonly registration: Quantiles;
  /** Resident bytes by process. */
  readonly memory: Readonly<Record<string, number>>;
}

export interface GrowthFigures {
  readonly slices: readonly Standing[];
}

/**
 * B8: really delivers all records, in ten slices, each in loads of ten thousand; only the time from the first request of a
 * load until its last feedback is in the stock counts. Nothing is copied into the tables: what COPY leaves behind has no
 * dead rows, no bloated indexes and no log, and would say little about a register that grew. A load before the first slice
 * warms everything up, else the first slice would make all later ones look good.
 */
export async function measureGrowth(
  bench: Bench,
  maker: LoadMaker,
  o: { readonly records: number; readonly perRequest: number; readonly streams: number; say(line: string): void },
): Promise<{ figures: GrowthFigures; faults: string[] }> {
  const { platform, clients } = bench;
  const perSlice = Math.ceil(o.records / SLICES);
  const slices: Standing[] = [];
  const grown: Grown = { known: [], faults: [], owed: await feedbackRows(clients.intake) };
  await grow(bench, maker, { ...o, records: Math.min(perSlice, RECORDS_AT_ONCE) }, grown);
  await platform.gatherStatistics();
  for (let slice = 1; slice <= SLICES; slice += 1) {
    const seconds = await grow(bench, maker, { ...o, records: perSlice }, grown);
    const standing = {
      records: perSlice * slice,
      perSecond: perSlice / seconds,
      ...(await lookUps(bench, grown.known)),
      memory: Object.fromEntries([...platform.pids].map(([name, pid]) => [name, currentMemory(pid)])),
    };
    slices.push(standing);
    o.say(`grown to ${standing.records}: ${standing.perSecond.toFixed(0)}/s`);
  }
  const { faults, owed } = grown;
  const found = await feedbackRows(clients.intake);
  if (found !== owed) faults.push(`${found} feedback records in stock, ${owed} are owed`);
  for (const [name, client] of Object.entries(clients)) {
    const parked = await parkedRecords(client);
    if (parked > 0) faults.push(`${parked} records are parked in ${name}`);
  }
  return { figures: { slices }, faults };
}

/** What was delivered so far. */
interface Grown {
  readonly known: KnownReceipt[];
  readonly faults: string[];
  /** Feedback records that should be in the stock. */
  owed: number;
}

/** Delivers some more. @returns the seconds that count */
async function grow(
  bench: Bench,
  maker: LoadMaker,
  { records, perRequest, streams }: { readonly records: number; readonly perRequest: number; readonly streams: number },
  grown: Grown,
): Promise<number> {
  let seconds = 0;
  for (let left = records; left > 0; left -= RECORDS_AT_ONCE) {
    const prepared = await maker.prepare({ records: Math.min(left, RECORDS_AT_ONCE), perRequest, streams });
    const began = performance.now();
    const { answers } = await deliverLoad(bench.platform.endpoints.intake, prepared);
    await untilAnswered(bench);
    seconds += (performance.now() - began) / 1000;
    grown.faults.push(...receiptFaults(answers));
    for (const { supplierOin, records: delivered } of prepared.load.streams.flat()) {
      grown.owed += delivered.filter(({ feedback }) => feedback !== undefined).length;
      const [first] = delivered.filter(({ kind }) => kind === 'NEW');
      if (first !== undefined) grown.known.push({ supplierOin, path: receiptPath(first) });
    }
    await bench.quiet();
  }
  return seconds;
}

function receiptPath({ messageId, record }: GeneratedRecord): string {
  const { verzendendeInstantie } = record['kop'] as { verzendendeInstantie: string };
  return `/v1/ontvangstbevestigingen/${messageId}?verzendendeInstantie=${verzendendeInstantie}`;
}

/** Receipts and registrations, any of those that are there, one after another. */
async function lookUps(
  { platform, clients }: Bench,
  known: readonly KnownReceipt[],
): Promise<Pick<Standing, 'receipt' | 'registration'>> {
  const { endpoints } = platform;
  const random = createRandom(known.length);
  const tokens = new Map<string, string>();
  const receipt: number[] = [];
  for (let count = 0; count < LOOK_UPS; count += 1) {
    const { supplierOin, path } = random.pick(known);
    const token = tokens.get(supplierOin) ?? (await supplierToken(endpoints, supplierOin));
    tokens.set(supplierOin, token);
    receipt.push(await took(() => call('GET', `${endpoints.intake}${path}`, { token })));
  }
  const token = await inspectorToken(endpoints);
  const registration: number[] = [];
  for (const id of await someRegistrations(clients.register, LOOK_UPS)) {
    registration.push(await took(() => call('GET', `${endpoints.register}/v1/registraties/${id}`, { token })));
  }
  return { receipt: quantiles(receipt), registration: quantiles(registration) };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
