import type { Database } from '../../src/database/database.ts';

/** A real database whose answers come late, as they do to a process that is frozen or badly connected. */
export interface LateDatabase extends Database {
  /** From now on no statement reaches the database, until `thaw`. */
  freeze(): void;
  /** Statements run, but the answers to those whose text matches are not given, until `thaw`. */
  holdAnswers(to: RegExp): void;
  /** Answers that are held now. */
  readonly held: number;
  thaw(): void;
}

export function lateDatabase(database: Database): LateDatabase {
  let frozen: Promise<void> | undefined;
  let late: { readonly texts: RegExp; readonly until: Promise<void> } | undefined;
  let held = 0;
  let thaw: () => void = () => undefined;
  return {
    ...database,
    query: async <R extends object>(text: string, params?: readonly unknown[]) => {
      await frozen;
      const answer = await database.query<R>(text, params);
      if (late?.texts.test(text) === true) {
        held += 1;
        await late.until;
        held -= 1;
      }
      return answer;
    },
    transaction: async (work) => {
      await frozen;
      return database.transaction(work);
    },
    get waiting() {
      return database.waiting;
    },
    close: () => database.close(),
    freeze() {
      frozen = new Promise((resolve) => (thaw = resolve));
    },
    holdAnswers(texts) {
      late = { texts, until: new Promise((resolve) => (thaw = resolve)) };
    },
    get held() {
      return held;
    },
    thaw() {
      frozen = undefined;
      late = undefined;
      thaw();
    },
  };
}
