import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { BenchPlatform, StepDatabase } from './bench-platform.ts';

/** Tables of one step, by database. */
export type StepTables = Partial<Record<StepDatabase, readonly string[]>>;

/** The next transaction id of each database: rows written from now on carry this or a later one. */
export type Mark = Readonly<Record<StepDatabase, number>>;

export interface CopyLimit {
  /** Remembers where the databases are, before a step. */
  mark(): Promise<Mark>;
  /**
   * L5: COPY of exactly the final rows that a step left, into empty twins of the same tables with the same indexes. The
   * rows are fetched beforehand; one transaction per database.
   */
  run(tables: StepTables, since: Mark): Promise<{ seconds: number; rows: number; bytes: number }>;
  close(): Promise<void>;
}

const DATABASES: readonly StepDatabase[] = ['intake', 'identity', 'register'];
const TWINS = 'bench_twin';

export async function openCopyLimit(platform: BenchPlatform): Promise<CopyLimit> {
  const clients = new Map<StepDatabase, pg.Client>();
  for (const database of DATABASES) {
    const client = new pg.Client({ connectionString: platform.adminUrl(database), application_name: 'bench' });
    await client.connect();
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
    async run(tables, since) {
      let seconds = 0;
      let rows = 0;
      let bytes = 0;
      for (const [database, names] of Object.entries(tables) as [StepDatabase, readonly string[]][]) {
        const client = clientOf(database);
        const fetched: [string, Buffer][] = [];
        for (const name of names) {
          fetched.push([name, await finalRows(client, name, since[database])]);
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
