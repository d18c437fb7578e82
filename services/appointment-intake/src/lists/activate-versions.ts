import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database, Transaction } from '../../../_platform/src/database/database.ts';
import type { AddedRows, Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { isListOfRegister, listsOfRegister, listVersionCommand } from '../messages/list-version-command.ts';
import { activateListVersion } from '../sql/activate-list-version.ts';
import { findDueListVersions, type DueListVersion } from '../sql/find-due-list-versions.ts';
import { lockListVersions } from '../sql/lock-list-versions.ts';

export interface ActivationParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Of lrr.opdracht.v1; fixed when the topic is made. */
  readonly partitions: () => Promise<number>;
}

/**
 * Makes every version active whose day has come, in the order of the days, and tells the register of each: one command
 * per partition, in the same transaction. Whoever has the lock second finds nothing due. A crash before the commit leaves
 * all of it to the next look, of this process or another; after it the outbox has the commands.
 *
 * @returns how many became active
 */
export async function activateDueVersions(parts: ActivationParts): Promise<number> {
  const partitions = await parts.partitions();
  const added = await parts.database.transaction(async (tx) => {
    await lockListVersions(tx);
    return activateDue(tx, parts, partitions);
  });
  for (const rows of added) parts.outbox.committed(rows);
  return added.length;
}

/** The same inside the transaction of somebody who holds the lock and tells the outbox of the commit. */
export async function activateDue(
  tx: Transaction,
  { outbox, clock }: Pick<ActivationParts, 'outbox' | 'clock'>,
  partitions: number,
): Promise<AddedRows[]> {
  const at = clock.now().toISOString();
  const added: AddedRows[] = [];
  for (const version of await findDueListVersions(tx, clock.today(), listsOfRegister)) {
    const commands = commandsOf(version, partitions, at);
    added.push(await outbox.add(tx, commands));
    await activateListVersion(tx, { ...version, at, commandIds: commands.map(({ id }) => id) });
  }
  return added;
}

function commandsOf({ name, rows, ...version }: DueListVersion, partitions: number, at: string) {
  if (rows === null || !isListOfRegister(name)) return [];
  return Array.from({ length: partitions }, (_, partition) =>
    listVersionCommand({ ...version, name, rows }, partition, at),
  );
}
