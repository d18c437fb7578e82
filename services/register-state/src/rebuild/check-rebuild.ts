import pMap from 'p-map';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { migrate } from '../../../_platform/src/database/migrate.ts';
import type { LogEnd } from '../apply/applied-command.ts';
import { COMMAND_CONSUMER } from '../command-handler.ts';
import { createListLibrary } from '../lists/list-library.ts';
import { migrationSets } from '../migrations.ts';
import { copyUnusedListVersions } from '../sql/copy-list-versions.ts';
import { selectErasedPersons } from '../sql/copy-erased.ts';
import { countDifferences } from '../sql/count-differences.ts';
import type { TableDifference } from '../sql/count-differences.ts';
import { countJudgedOtherwise } from '../sql/count-judged-otherwise.ts';
import type { JudgedOtherwise } from '../sql/count-judged-otherwise.ts';
import { lockCommandPositions } from '../sql/lock-command-positions.ts';
import {
  createRebuildSchema,
  dropRebuildSchema,
  leaveRebuildUnlogged,
  REBUILD_SCHEMA,
  useRebuildSchema,
} from '../sql/rebuild-schema.ts';
import { selectLogPartitions } from '../sql/select-log-partitions.ts';
import { holdOffDestruction } from '../sql/try-destruction-lock.ts';
import { foldPartition } from './fold-partition.ts';

/** While one partition is judged here, PostgreSQL reads and writes for the others. */
const PARTITIONS_AT_ONCE = 4;
const COMPARE_WITHIN_MS = 30 * 60_000;
/** Longest that destructions wait for a rebuild. */
const HOLD_OFF_WITHIN_MS = 12 * 60 * 60_000;

export interface RebuildReport {
  readonly commands: number;
  readonly durationMs: number;
  readonly tables: readonly TableDifference[];
  /** Empty when all agrees. */
  readonly judgedOtherwise: readonly JudgedOtherwise[];
  readonly agrees: boolean;
}

/**
 * Folds the whole command log into empty tables beside the live ones, compares them row by row, and removes them. The
 * events are compared too, and their ids follow from what is compared. The register runs on meanwhile; only the last
 * catching up and the comparison hold its position rows. Destructions that were decided on wait meanwhile: else a
 * person's rows would be there for the first half of the fold and not for the second.
 *
 * @param o.url of the role that owns the tables
 */
export async function checkRebuild(o: { readonly url: string }): Promise<RebuildReport> {
  const startedAt = performance.now();
  const live = openDatabase({ url: o.url, applicationName: 'rebuild-check', transactionTimeoutMs: COMPARE_WITHIN_MS });
  const target = openDatabase({ url: o.url, applicationName: 'rebuild-check-target' });
  const holding = openDatabase({
    url: o.url,
    applicationName: 'rebuild-check-hold',
    poolSize: 1,
    transactionTimeoutMs: HOLD_OFF_WITHIN_MS,
  });
  try {
    return await holding.transaction(async (tx) => {
      await holdOffDestruction(tx);
      return rebuildAndCompare(o.url, { live, target, startedAt });
    });
  } finally {
    // Waits for what is still being folded after a failure: the tables cannot be dropped under it.
    await target.close();
    await dropRebuildSchema(live).catch(() => undefined);
    await holding.close();
    await live.close();
  }
}

async function rebuildAndCompare(
  url: string,
  { live, target, startedAt }: { readonly live: Database; readonly target: Database; readonly startedAt: number },
): Promise<RebuildReport> {
  await createRebuildSchema(live);
  await migrate({ url: inSchema(url), sets: migrationSets });
  await leaveRebuildUnlogged(live);
  const how = { library: createListLibrary(), erased: await selectErasedPersons(live) };
  const fold = (ends: readonly LogEnd[]): Promise<LogEnd[]> =>
    pMap(ends, (end) => foldPartition(live, target, end, how), { concurrency: PARTITIONS_AT_ONCE });

  const beginnings = (await selectLogPartitions(live)).map((partition): LogEnd => ({
    partition,
    applicationNumber: 0,
    recordedAt: null,
    day: null,
  }));
  const reached = await fold(beginnings);
  return await live.transaction(async (tx) => {
    await lockCommandPositions(tx, COMMAND_CONSUMER);
    const ends = await fold(reached);
    await target.transaction(async (rebuilt) => {
      await useRebuildSchema(rebuilt);
      await copyUnusedListVersions(rebuilt);
    });
    const tables = await countDifferences(live);
    const agrees = tables.every(({ onlyLive, onlyRebuilt }) => onlyLive === 0 && onlyRebuilt === 0);
    return {
      commands: ends.reduce((sum, end) => sum + end.applicationNumber, 0),
      durationMs: Math.round(performance.now() - startedAt),
      tables,
      judgedOtherwise: agrees ? [] : await countJudgedOtherwise(live),
      agrees,
    };
  });
}

/** The same database, where plain table names mean the rebuilt ones. */
function inSchema(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', `-c search_path=${REBUILD_SCHEMA}`);
  return address.href;
}
