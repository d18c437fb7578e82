import type { Levering, Ontvangstbevestiging } from '../../../schemas/message-book/v1/generated.ts';
import type { Sender } from '../../../services/appointment-intake/src/intake/arrival.ts';
import { createFindCorrections } from '../../../services/appointment-intake/src/intake/find-corrections.ts';
import { createLookUp } from '../../../services/appointment-intake/src/intake/look-up.ts';
import { createRecordStore } from '../../../services/appointment-intake/src/intake/store-records.ts';
import { takeInDelivery } from '../../../services/appointment-intake/src/intake/take-in-delivery.ts';
import type { IntakeParts } from '../../../services/appointment-intake/src/intake/take-in-delivery.ts';
import { recognisePersons } from '../../../services/identity-vault/src/work/recognise-persons.ts';
import type { PersonAsked } from '../../../services/identity-vault/src/work/recognition.ts';
import type { VaultParts } from '../../../services/identity-vault/src/work/vault-parts.ts';
import { DatabaseError } from '../../../services/_platform/src/database/database.ts';
import type { Database, Transaction } from '../../../services/_platform/src/database/database.ts';
import type { Outbox, OutboxRow } from '../../../services/_platform/src/outbox/outbox.ts';
import { turnToRegister } from './monolith-sql.ts';
import { registerRecord } from './register-record.ts';
import type { RegisterParts } from './register-record.ts';

export interface MonolithParts
  extends Pick<IntakeParts, 'clock' | 'contentKey' | 'rules' | 'lists' | 'log'>, RegisterParts {
  readonly database: Database;
  readonly vault: Pick<VaultParts, 'keys' | 'seals' | 'brp' | 'pensionAges'>;
}

const DEADLOCK = '40P01';
const ATTEMPTS = 3;

/**
 * The whole of a delivery in one transaction: what intake, vault and register do one after another, with the feedback in
 * the stock before the receipts are answered. Two requests that lock the stock and the cases of a board in opposite
 * order are tried again.
 */
export async function takeInWhole(
  delivery: Levering,
  sender: Sender,
  parts: MonolithParts,
): Promise<Ontvangstbevestiging[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await parts.database.transaction((tx) => takeInAll(tx, delivery, sender, parts));
    } catch (error) {
      const isDeadlock = error instanceof DatabaseError && error.sqlstate === DEADLOCK;
      if (!isDeadlock || attempt === ATTEMPTS) throw error;
    }
  }
}

async function takeInAll(
  tx: Transaction,
  delivery: Levering,
  sender: Sender,
  parts: MonolithParts,
): Promise<Ontvangstbevestiging[]> {
  const database = within(tx);
  const { outbox, rows: commands } = collected();
  const receipts = await takeInDelivery(delivery, sender, {
    ...parts,
    lookUp: createLookUp(tx),
    askVault: async (personen, ontvangstdag) => {
      const vault: VaultParts = { ...parts, ...parts.vault, database, outbox: collected().outbox, ...notRunning };
      const answers =
        personen.length === 0
          ? []
          : await recognisePersons(vault, { ontvangstdag, personen: personen as PersonAsked[] }, 'monolith');
      // From here on `persons` are the register's.
      await turnToRegister(tx);
      return answers;
    },
    tryVault: notAsked,
    findRegisterIds: notAsked,
    findCorrections: createFindCorrections(tx),
    store: createRecordStore({ database, outbox, log: parts.log }),
  });
  for (const command of commands) await registerRecord(tx, command, parts);
  return receipts;
}

/** Whatever opens a transaction is in the request's. */
function within(tx: Transaction): Database {
  return {
    query: (text, params) => tx.query(text, params),
    transaction: (work) => work(tx),
    readSnapshot: (work) => work(tx),
    waiting: 0,
    close: () => Promise.resolve(),
  };
}

/** Nothing is published: the rows are handed on in memory. */
function collected(): { readonly outbox: Outbox; readonly rows: readonly OutboxRow[] } {
  const rows: OutboxRow[] = [];
  return {
    rows,
    outbox: {
      add: (_tx, added) => {
        rows.push(...added);
        return Promise.resolve({ count: added.length });
      },
      committed: () => undefined,
      oldest: () => Promise.resolve({ count: 0, oldestMs: 0 }),
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    },
  };
}

/** Asked by the daily tasks of the vault alone, which do not run here. */
const notRunning: Pick<VaultParts, 'intake' | 'registerEvents'> = {
  intake: { commandsUnderWay: () => Promise.resolve([]) },
  registerEvents: { areRead: () => Promise.resolve(true) },
};

/** Trials and records 4 are not among what is measured. */
function notAsked(): Promise<never> {
  return Promise.reject(new Error('the monolith of the benchmark takes records 1 of boards that are live'));
}
