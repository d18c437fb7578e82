import { DatabaseError } from '../database/database.ts';

/**
 * Thrown inside a transaction to roll it back because of what the records themselves hold. Anything else that is thrown
 * there is transient: the same records come again, unchanged.
 */
export class CulpritError extends Error {
  override readonly name = 'CulpritError';

  constructor(cause: unknown) {
    super('a record cannot be applied', { cause });
  }
}

/** Runs code of the handler: what it throws is held against the records, unless it says that a retry can help. */
export async function blameRecords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseError || (error as { retryable?: unknown } | null)?.retryable === true) throw error;
    throw new CulpritError(error);
  }
}

/**
 * The cause to park a record with, or undefined when the failure is transient. SQLSTATE class 22 and 23 count in our own
 * statements too (an id with a zero character cannot be stored).
 */
export function culpritCause(error: unknown): { readonly cause: unknown } | undefined {
  if (error instanceof CulpritError) return { cause: error.cause };
  if (error instanceof DatabaseError && error.code !== 'TRANSIENT') return { cause: error };
  return undefined;
}
