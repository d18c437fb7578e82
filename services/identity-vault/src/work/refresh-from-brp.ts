import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { BrpAnswer, BrpPerson } from '../adapters/brp.ts';
import { lookupOf } from '../crypto/lookup-hash.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import { SealError } from '../crypto/sealed.ts';
import { backOffMs } from '../domain/back-off.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { finishBrpRefreshes } from '../sql/finish-brp-refreshes.ts';
import { lockPersonsByLookup } from '../sql/lock-persons-by-lookup.ts';
import { postponeBrpRefreshes } from '../sql/postpone-brp-refreshes.ts';
import type { StoredPerson } from '../sql/stored-person.ts';
import { takeBrpRefreshes } from '../sql/take-brp-refreshes.ts';
import type { DueRefresh } from '../sql/take-brp-refreshes.ts';
import { giveNumber, isFree } from './give-number.ts';
import { isReadable } from './is-readable.ts';
import type { PassOutcome } from './queue-loop.ts';
import { settleObligations } from './settle-obligations.ts';
import type { PersonChange } from './settle-obligations.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Passes of a mutation. A look-up that asked the BRP just before the change may store the old facts, or make the
 * person, just after the first pass; the second comes when such a look-up has ended for certain.
 */
export const MUTATION_PASSES = 2;
const SECOND_PASS_AFTER_SECONDS = 30;

const PERSONS_PER_PASS = 200;
const LEASE_SECONDS = 60;

const NOBODY: BrpAnswer = { persons: new Map(), unreadable: new Set() };

/** Number by the look-up hash of the person, and the refreshes that cannot be done now because of that one person. */
interface Readable {
  readonly numbers: ReadonlyMap<Lookup, string>;
  readonly unreadable: readonly DueRefresh[];
}

/**
 * One pass over the persons whose BRP facts must be fetched anew: one question to the BRP, then one transaction with
 * the new facts and what follows from them (a death for the register and the portfolio, record 15 for the boards,
 * another number, another pension day).
 *
 * When the BRP is away all of them wait longer. Somebody whose row or whose part of the answer cannot be read waits
 * alone, and is told of in the log each time.
 */
export async function refreshFromBrp(parts: VaultParts): Promise<PassOutcome> {
  const due = await takeBrpRefreshes(parts.database, PERSONS_PER_PASS, LEASE_SECONDS);
  if (due.length === 0) return 'EMPTY';
  const { numbers, unreadable } = readNumbers(parts, due);
  let answer: BrpAnswer;
  try {
    answer = numbers.size === 0 ? NOBODY : await parts.brp.fetchPersons([...new Set(numbers.values())]);
  } catch (error) {
    await postpone(parts, due);
    throw error;
  }
  const inDoubt = ({ person }: DueRefresh): boolean =>
    person !== undefined && answer.unreadable.has(numbers.get(person.lookup) ?? '');
  const waiting = due.filter((refresh) => unreadable.includes(refresh) || inDoubt(refresh));
  await letWait(parts, waiting);
  const done = due.filter((refresh) => !waiting.includes(refresh));
  if (done.length > 0) await takeOver(parts, done, numbers, answer.persons);
  return due.length < PERSONS_PER_PASS ? 'EMPTY' : 'MORE';
}

function readNumbers({ seals }: VaultParts, due: readonly DueRefresh[]): Readable {
  const numbers = new Map<Lookup, string>();
  const unreadable: DueRefresh[] = [];
  for (const refresh of due) {
    const { person } = refresh;
    if (person === undefined) continue;
    try {
      numbers.set(person.lookup, seals.openNumber(person.lookup, person.citizenNumber));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      unreadable.push(refresh);
    }
  }
  return { numbers, unreadable };
}

async function postpone({ database }: VaultParts, refreshes: readonly DueRefresh[]): Promise<void> {
  await postponeBrpRefreshes(
    database,
    refreshes.map(({ lookup, attempts }) => ({ lookup, waitMs: backOffMs(attempts) })),
  );
}

async function letWait(parts: VaultParts, unreadable: readonly DueRefresh[]): Promise<void> {
  if (unreadable.length === 0) return;
  await postpone(parts, unreadable);
  parts.log.warn('BRP_PERSONS_UNREADABLE', { count: unreadable.length });
}

async function takeOver(
  parts: VaultParts,
  done: readonly DueRefresh[],
  numbers: ReadonlyMap<Lookup, string>,
  answered: ReadonlyMap<string, BrpPerson>,
): Promise<void> {
  const asked = new Set(done.flatMap(({ person }) => person?.lookup ?? []));
  const newNumbers = new Map<Lookup, Lookup>();
  for (const lookup of asked) {
    const today = answered.get(numbers.get(lookup) ?? '')?.citizenNumber;
    if (today !== undefined && today !== numbers.get(lookup)) {
      newNumbers.set(lookup, lookupOf(parts.keys.lookup, today));
    }
  }
  const { added, unreadable } = await parts.database.transaction(async (tx) => {
    const rows = await lockPersonsByLookup(tx, [...asked, ...newNumbers.values()]);
    const byLookup = new Map(rows.map((row) => [row.lookup, row]));
    const found = rows.filter(({ lookup, aliasOf }) => asked.has(lookup) && aliasOf === undefined);
    const persons = found.filter((person) => isReadable(parts, person));
    const broken = new Set(found.filter((person) => !persons.includes(person)).map(({ lookup }) => lookup));
    const unreadable = done.filter(({ person }) => person !== undefined && broken.has(person.lookup));
    const at = parts.clock.now();
    const changes: PersonChange[] = [];
    for (const person of persons) {
      const news = answered.get(numbers.get(person.lookup) ?? '');
      const newLookup = newNumbers.get(person.lookup);
      const row = newLookup && byLookup.get(newLookup);
      changes.push(await changeOf(parts, tx, person, news, newLookup !== undefined, row));
    }
    const lines = persons.map(({ registerId }) =>
      processingRecord({
        activity: 'BRP_GEGEVENS_BIJWERKEN',
        at,
        onBehalfOf: 'identity-vault',
        subject: registerId,
        domain: 'register',
      }),
    );
    const finished = done.filter((refresh) => !unreadable.includes(refresh));
    await finishBrpRefreshes(tx, finished, SECOND_PASS_AFTER_SECONDS);
    return { added: await settleObligations(parts, tx, changes, lines), unreadable };
  });
  parts.outbox.committed(added);
  await letWait(parts, unreadable);
}

async function changeOf(
  parts: VaultParts,
  tx: Transaction,
  person: StoredPerson,
  news: BrpPerson | undefined,
  renumbered: boolean,
  row: StoredPerson | undefined,
): Promise<PersonChange> {
  if (news === undefined) return { person };
  if (!renumbered || row?.registerId === person.registerId) return { person, brp: news.facts };
  if (!isFree(row)) {
    // Both numbers have accepted records: two registrations of one human being cannot be joined here.
    parts.log.warn('BRP_NUMBER_TAKEN');
    return { person, brp: news.facts };
  }
  const now = await giveNumber(parts, tx, person, news.citizenNumber, row);
  return { person: now, brp: news.facts, renumbered: true };
}
