import pg from 'pg';
import { DatabaseError, toDatabaseError } from './database-error.ts';
import { typeParsers } from './type-parsers.ts';

export { DatabaseError } from './database-error.ts';
export type { DatabaseErrorCode } from './database-error.ts';

export interface Queryable {
  /**
   * Runs one statement. Texts are constants of the program: each is prepared once per connection, under a name made
   * from the text. Throws DatabaseError.
   */
  query<R extends object = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount: number }>;
}

export interface Transaction extends Queryable {
  readonly kind: 'transaction';
  /**
   * Told when the transaction ends without word of its commit: it was rolled back, or (`mayBeCommitted`) nobody knows.
   * Not told after a commit. Must not throw and must not wait.
   */
  onFailure(tell: (mayBeCommitted: boolean) => void): void;
}

export interface Database extends Queryable {
  /**
   * `BEGIN` … `COMMIT` on one connection; a throw of `work` rolls back and is passed on, unless a statement had failed
   * before: then that first failure is thrown, whatever `work` made of it. Resolves when the commit is on
   * disk. Never retries by itself. A TRANSIENT error of the commit itself leaves open whether it happened.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * For reads that take several statements: all of them see the database as it was at the first one, whatever others
   * commit meanwhile (REPEATABLE READ READ ONLY: takes no locks, and cannot fail because of others).
   */
  readSnapshot<T>(work: (db: Queryable) => Promise<T>): Promise<T>;
  /** Callers waiting for a connection. */
  readonly waiting: number;
  /** Waits for running work, then closes all connections. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Shows in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize?: number;
  /** Longest a transaction may last, so that a frozen process cannot keep its locks. Default 10 000. */
  readonly transactionTimeoutMs?: number;
  /** Default 5 000. */
  readonly lockTimeoutMs?: number;
  /** Longest wait for a connection, a free one of the pool included. Default 5 000. */
  readonly connectionTimeoutMs?: number;
}

const DEFAULT_POOL_SIZE = 10;

export function openDatabase(o: DatabaseOptions): Database {
  const transactionTimeoutMs = o.transactionTimeoutMs ?? 10_000;
  const pool = new pg.Pool({
    connectionString: o.url,
    application_name: o.applicationName,
    max: o.poolSize ?? DEFAULT_POOL_SIZE,
    connectionTimeoutMillis: o.connectionTimeoutMs ?? 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: sessionSettings(transactionTimeoutMs, o.lockTimeoutMs ?? 5_000),
    // A server that vanished without closing the connection must not keep us waiting for ever: a little longer than the
    // server itself allows, then the driver destroys the connection.
    query_timeout: transactionTimeoutMs + 5_000,
    // Statements may be sent before the former is answered; saves the round trip of BEGIN.
    pipeline: true,
    types: typeParsers,
  });
  // Every client needs a listener for its whole life: the pool takes its own away while a client is checked out, and an
  // error event without a listener ends the process. The running statement reports the error to its caller.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);

  return {
    query: async <R extends object>(text: string, params?: readonly unknown[]) => {
      const client = await connect(pool);
      try {
        return await run<R>(client, text, params);
      } finally {
        client.release();
      }
    },
    transaction: (work) => inTransaction(pool, 'BEGIN', work),
    readSnapshot: (work) => inTransaction(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    get waiting() {
      return pool.waitingCount;
    },
    close: () => pool.end(),
  };
}

/** Settings go with the start of the connection: no extra round trip, and no statement can come before them. */
function sessionSettings(transactionTimeoutMs: number, lockTimeoutMs: number): string {
  const settings = {
    transaction_timeout: transactionTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: Math.ceil(transactionTimeoutMs / 2),
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    // Compiling a plan costs more than our short statements take.
    jit: 'off',
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw toDatabaseError(error);
  }
}

const statementNames = new Map<string, string>();

/** One short name per text, the same on every connection. */
function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = `s${statementNames.size + 1}`;
    statementNames.set(text, name);
  }
  return name;
}

async function run<R extends object>(
  client: pg.PoolClient,
  text: string,
  params: readonly unknown[] = [],
): Promise<{ rows: R[]; rowCount: number }> {
  try {
    const { rows, rowCount } = await client.query<R & pg.QueryResultRow>({
      name: statementName(text),
      text,
      values: params as unknown[],
    });
    return { rows, rowCount: rowCount ?? 0 };
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/**
 * The first failure inside decides: PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error, so
 * work that swallowed a failure would otherwise be taken for committed. What the work made of the failure does not count
 * either: the statements after it fail with a code that says "try again", which a culprit must not be.
 */
async function inTransaction<T>(pool: pg.Pool, begin: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await connect(pool);
  let over = false;
  let firstFailure: DatabaseError | undefined;
  const tellFailure: ((mayBeCommitted: boolean) => void)[] = [];
  let committing = false;
  const tx: Transaction = {
    kind: 'transaction',
    onFailure: (tell) => tellFailure.push(tell),
    query: async <R extends object>(text: string, params?: readonly unknown[]) => {
      if (over) throw new DatabaseError('PROGRAMMING', 'the transaction is over', {});
      try {
        return await run<R>(client, text, params);
      } catch (error) {
        firstFailure ??= toDatabaseError(error);
        throw error;
      }
    },
  };

  // Not awaited: it travels together with the first statement, which fails as well when this one does.
  const begun = client.query(begin).catch((error: unknown) => {
    firstFailure ??= toDatabaseError(error);
  });
  try {
    const result = await work(tx);
    over = true;
    await begun;
    if (firstFailure !== undefined) throw firstFailure;
    committing = true;
    await commit(client);
    client.release();
    return result;
  } catch (error) {
    over = true;
    await rollBack(client);
    for (const tell of tellFailure) tell(committing);
    throw firstFailure ?? error;
  }
}

async function commit(client: pg.PoolClient): Promise<void> {
  try {
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new DatabaseError('PROGRAMMING', 'the transaction was rolled back', {});
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/** A connection that cannot even roll back is thrown away; the server rolls back when it goes. */
async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}
