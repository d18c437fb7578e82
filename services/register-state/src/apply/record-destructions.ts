import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { PersonStatus } from '../domain/person-status.ts';
import { destroyPersons } from '../sql/destroy-persons.ts';
import { insertEntryDestructions } from '../sql/insert-entry-destructions.ts';
import { reopenDestructions } from '../sql/reopen-destructions.ts';
import type { AppliedCommand } from './applied-command.ts';

/**
 * What commands destroyed: the states of persons go here, in the transaction of the decision, and each destruction gets
 * its proof. Without a destruction, which is the rule, there is no statement.
 */
export async function recordDestructions(
  tx: Transaction,
  partition: number,
  applied: readonly AppliedCommand[],
): Promise<void> {
  const told = applied.flatMap(({ applicationNumber, judgingDay: day, recordedAt: at, events }) =>
    events
      .filter(({ type }) => type === 'persoon-vernietigd' || type === 'voorportaal-vernietigd')
      .map(({ type, registerId }) => ({ type, registerId, applicationNumber, day, at })),
  );
  if (told.length === 0) return;
  await destroyPersons(
    tx,
    partition,
    told
      .filter(({ type }) => type === 'persoon-vernietigd')
      .map(({ registerId, applicationNumber, day }) => ({ registerId, applicationNumber, day })),
  );
  const entries = Map.groupBy(
    told.filter(({ type }) => type === 'voorportaal-vernietigd'),
    ({ registerId, applicationNumber }) => `${applicationNumber} ${registerId}`,
  );
  await insertEntryDestructions(
    tx,
    partition,
    [...entries.values()].flatMap((rows) => rows.slice(0, 1).map((row) => ({ ...row, count: rows.length }))),
  );
}

/** Commands that came for persons who were destroyed already. */
export async function recordLateCommands(
  tx: Transaction,
  applied: readonly AppliedCommand[],
  statusBefore: (registerId: string) => PersonStatus['kind'] | undefined,
): Promise<void> {
  const late = Map.groupBy(
    applied.filter(({ registerId }) => registerId !== null && statusBefore(registerId) === 'VERNIETIGD'),
    ({ registerId }) => registerId ?? '',
  );
  if (late.size === 0) return;
  await reopenDestructions(
    tx,
    [...late].map(([registerId, commands]) => ({ registerId, count: commands.length })),
  );
}
