import type { GeneratedLoad, GeneratedRecord } from '../../scripts/generator/generate-load.ts';
import type { Fields } from '../../scripts/generator/records.ts';
import { uuidOf } from '../../scripts/generator/records.ts';
import type { Bench } from './bench.ts';
import type { LoadMaker } from './load-maker.ts';
import { timed } from './measurement.ts';
import type { Measurement } from './measurement.ts';
import { watchMemory } from './process-figures.ts';
import { sendLines, sendSingles } from './stream-client.ts';

/** Seconds of the stream; the records that CPU time went to are those of the stream and those beside it. */
export interface StreamFigures extends Measurement {
  readonly lines: number;
  /** Records that went one by one beside it, and how long each took, in milliseconds. */
  readonly singles: { readonly records: number; readonly p50: number; readonly p99: number };
  /** Delay of intake's event loop meanwhile, in milliseconds; an idle loop shows 10. */
  readonly eventLoop: Readonly<Record<'p50' | 'p99' | 'max', number>>;
  /** Resident bytes of intake, every second. */
  readonly memory: readonly number[];
}

const ONLY_NEW = {
  NEW: 1,
  CORRECTION: 0,
  END: 0,
  SAME_AGAIN: 0,
  OTHER_CONTENT: 0,
  INVALID: 0,
  LATE: 0,
  UNKNOWN_SCHOOL: 0,
};
const OIN = '00000001000000000077';
const SINGLE_EVERY_MS = 20;
const MEMORY_EVERY_MS = 1_000;
/** Enough for the whole stream at ten times the speed that singles have. */
const SINGLES_SHARE = 0.1;

/**
 * How intake bears one delivery of many records as lines while single records come in beside it; the register waits, as
 * in B1, and then takes all of them.
 *
 * @returns the load as far as it was sent, and what is wrong with the receipts
 */
export async function measureStream(
  bench: Bench,
  maker: LoadMaker,
  lines: number,
): Promise<{ figures: StreamFigures; load: GeneratedLoad; faults: string[] }> {
  const { platform, consumers } = bench;
  const url = platform.endpoints.intake;
  const to = { url, token: await maker.addSupplier(OIN) };
  const most = Math.ceil(lines * SINGLES_SHARE);
  const made = await maker.generate({ records: lines + most, perRequest: 1, streams: 1, mixture: ONLY_NEW });
  const records = made.streams.flat().flatMap((delivery) => delivery.records);
  const streamed = records.slice(0, lines);
  const singly = records.slice(lines).map((generated, index) => ({
    leveringId: uuidOf('single', generated.messageId, index),
    record: ownRecord(generated),
  }));

  await bench.quiet();
  await consumers.register.pause();
  const over = new AbortController();
  const memory = watchMemory(platform.pids.get('appointment-intake') ?? 0, MEMORY_EVERY_MS);
  // Reading the figures begins them anew.
  await eventLoopOf(url);
  const beside = sendSingles(to, singly, { everyMs: SINGLE_EVERY_MS, over: over.signal });
  const leveringId = uuidOf('stream', streamed[0]?.messageId ?? '');
  const {
    result: answered,
    seconds,
    cpu,
  } = await timed(platform.pids, () => sendLines(to, leveringId, streamed.map(ownRecord))).finally(() => {
    over.abort();
  });
  const latencies = (await beside).sort((a, b) => a - b);
  const eventLoop = await eventLoopOf(url);
  await consumers.register.resume();
  await bench.quiet();

  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  const isComplete = answered.receipts === lines && answered.accepted === lines;
  const sent = [...streamed, ...records.slice(lines, lines + latencies.length)];
  return {
    figures: {
      seconds,
      lines: answered.receipts,
      records: answered.receipts + latencies.length,
      cpu,
      singles: { records: latencies.length, p50: at(0.5), p99: at(0.99) },
      eventLoop,
      memory: memory.stop(),
    },
    load: { size: sent.length, persons: made.persons, streams: [[{ supplierOin: OIN, leveringId, records: sent }]] },
    faults: isComplete
      ? []
      : [`${answered.receipts} receipts, ${answered.accepted} accepted of ${lines} lines: ${answered.closing}`],
  };
}

function ownRecord({ record }: GeneratedRecord): Fields {
  return { ...record, kop: { ...(record['kop'] as Fields), oinLeverancier: OIN } };
}

/** Since they were last read, in milliseconds. */
async function eventLoopOf(url: string): Promise<StreamFigures['eventLoop']> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string): number => {
    const found = new RegExp(`^nodejs_eventloop_lag_${name}_seconds\\{[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1];
    return 1000 * Number(found);
  };
  return { p50: value('p50'), p99: value('p99'), max: value('max') };
}
