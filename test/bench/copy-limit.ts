import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { BenchPlatform, StepDatabase } from './bench-platform.ts';
import { openClient } from './open-client.ts';

/**
 * What no record leaves behind: rows that live while a record is on its way, and a handful that say where a process is.
 * Every other table with rows of a step is copied, so that none is forgotten when one is added.
 */
const NOT_LEFT = new Set([
  'outbox',
  'positions',
  'leases',
  'lease_seekers',
  'relay_cursors',
  'day_clock',
  'daily_tasks',
  'schema_migrations',
]);

/** The next transaction id of each database: rows written from now on carry this or a later one. */
export type Mark = Readonly<Record<StepDatabase, number>>;

export interface CopyLimit {
  /** Remembers where the databases are, before a step. */
  mark(): Promise<Mark>;
  /**
   * L5: COPY of exactly the final rows that a step left, into empty twins of the same tables with the same indexes. The
   * rows are fetched beforehand; one transaction per database.
   *
   * @param databases those that the step writes to
   */
  run(databases: readonly StepDatabase[], since: Mark): Promise<{ seconds: number; rows: number; bytes: number }>;
  close(): Promise<void>;
}

const DATABASES: readonly StepDatabase[] = ['intake', 'identity', 'register'];
const TWINS = 'bench_twin';

export async function openCopyLimit(platform: BenchPlatform): Promise<CopyLimit> {
  const clients = new Map<StepDatabase, pg.Client>();
  for (const database of DATABASES) {
    const client = await openClient(platform.adminUrl(database));
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${TWINS}`);
    clients.set(database, client);
  }
  const clientOf = (database: StepDatabase): pg.Client => clients.get(database) as pg.Client;

  return {
    async mark() {
      const marks: [StepDatabase, number][] = [];
      for (const database of DATABASES) {
        const text = `SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next`;
        const { rows } = await clientOf(database).query<{ next: string }>(text);
        marks.push([database, Number(rows[0]?.next)]);
      }
      return Object.fromEntries(marks) as Record<StepDatabase, number>;
    },
    async run(databases, since) {
      let seconds = 0;
      let rows = 0;
      let bytes = 0;
      for (const database of databases) {
        const client = clientOf(database);
        const fetched: [string, Buffer][] = [];
        for (const name of await tablesOf(client)) {
          const data = await finalRows(client, name, since[database]);
          if (data.length === 0) continue;
          fetched.push([name, data]);
          await client.query(`CREATE TABLE IF NOT EXISTS ${TWINS}.${name} (LIKE public.${name} INCLUDING ALL)`);
          await client.query(`TRUNCATE ${TWINS}.${name}`);
        }
        const began = performance.now();
        await client.query('BEGIN');
        for (const [name, data] of fetched) rows += await copyIn(client, name, data);
        await client.query('COMMIT');
        seconds += (performance.now() - began) / 1000;
        bytes += fetched.reduce((sum, [, data]) => sum + data.length, 0);
      }
      return { seconds, rows, bytes };
    },
    async close() {
      for (const client of clients.values()) await client.end();
    },
  };
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const text = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`;
  const { rows } = await client.query<{ name: string }>(text);
  return rows.map(({ name }) => name).filter((name) => !NOT_LEFT.has(name));
}

/** Rows as they are now that were written since the mark, in COPY's text format. */
async function finalRows(client: pg.Client, table: string, since: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const rows = `SELECT * FROM public.${table} WHERE xmin::text::bigint >= ${since}`;
  await pipeline(client.query(copyTo(`COPY (${rows}) TO STDOUT`)), async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}

async function copyIn(client: pg.Client, table: string, data: Buffer): Promise<number> {
  const stream = client.query(copyFrom(`COPY ${TWINS}.${table} FROM STDIN`));
  stream.end(data);
  await once(stream, 'finish');
  return stream.rowCount;
}
