import type { Transaction } from '../../../_platform/src/database/database.ts';

const text = `
  update list_versions set activated_at = $3::timestamptz, command_ids = $4::uuid[] where name = $1 and version = $2`;

/** From now on this version holds; `commandIds` told the register. */
export async function activateListVersion(
  tx: Transaction,
  o: {
    readonly name: string;
    readonly version: number;
    readonly at: string;
    readonly commandIds: readonly string[];
  },
): Promise<void> {
  await tx.query(text, [o.name, o.version, o.at, o.commandIds]);
}
