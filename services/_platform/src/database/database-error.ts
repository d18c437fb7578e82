/**
 * - `CULPRIT`: the data of this statement is to blame (SQLSTATE class 22 data exception, 23 integrity violation); the
 *   same statement fails again, other ones do not.
 * - `TRANSIENT`: everything else that the server or the connection says: away, full, too busy, timed out, deadlock,
 *   not allowed, not migrated yet. The same work can succeed later, unchanged.
 * - `PROGRAMMING`: our own use of the driver is wrong (a transaction used after its end, a parameter that cannot be sent).
 */
export type DatabaseErrorCode = 'TRANSIENT' | 'CULPRIT' | 'PROGRAMMING';

/** The only error that `Database` and `Transaction` throw of themselves. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: DatabaseErrorCode;
  /** Five characters, when the server said it. */
  readonly sqlstate?: string;
  /** Constraint that was violated, when there was one: the name, never the values. */
  readonly constraint?: string;
  readonly retryable: boolean;

  constructor(
    code: DatabaseErrorCode,
    message: string,
    o: { sqlstate?: string; constraint?: string; cause?: unknown },
  ) {
    super(message, { cause: o.cause });
    this.code = code;
    this.retryable = code === 'TRANSIENT';
    if (o.sqlstate !== undefined) this.sqlstate = o.sqlstate;
    if (o.constraint !== undefined) this.constraint = o.constraint;
  }
}

/** Classifies what the driver threw. The server's message is kept as cause only: it can hold values of the row. */
export function toDatabaseError(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const { sqlstate, constraint } = serverReport(error);
  if (sqlstate !== undefined) {
    const culprit = sqlstate.startsWith('22') || sqlstate.startsWith('23');
    return new DatabaseError(culprit ? 'CULPRIT' : 'TRANSIENT', `the database refused the statement (${sqlstate})`, {
      sqlstate,
      ...(constraint === undefined ? {} : { constraint }),
      cause: error,
    });
  }
  // Not from the server: either the connection broke, or the driver could not turn a parameter into bytes.
  if (error instanceof TypeError || error instanceof RangeError) {
    return new DatabaseError('PROGRAMMING', 'the statement could not be sent', { cause: error });
  }
  return new DatabaseError('TRANSIENT', 'the database cannot be reached', { cause: error });
}

/** Server errors carry a `severity`; socket errors have a `code` too, but not that. */
function serverReport(error: unknown): { sqlstate?: string; constraint?: string } {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return {};
  const { code, constraint } = error as { code: unknown; constraint?: unknown };
  return {
    ...(typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? { sqlstate: code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
  };
}
