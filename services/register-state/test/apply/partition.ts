import { hash } from 'node:crypto';
import type { Opdracht, OpdrachtLijstversie } from '../../../../schemas/message-book/v1/generated.ts';
import { testDatabase } from '../../../../test/support/databases.ts';
import type { TestDatabase } from '../../../../test/support/databases.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { applyCommands } from '../../src/apply/apply-commands.ts';
import { applyDayTurn } from '../../src/apply/apply-day-turn.ts';
import type { AppliedDayTurn } from '../../src/apply/apply-day-turn.ts';
import { personalTurn } from '../../src/apply/personal-day-turns.ts';
import { registerId } from '../../src/domain/ids.ts';
import { applyListVersion } from '../../src/apply/apply-list-version.ts';
import type { AppliedCommand, LogEnd } from '../../src/apply/applied-command.ts';
import { checkListVersion } from '../../src/messages/list-version-message.ts';
import { FOLDED_TABLES } from '../../src/sql/rebuild-schema.ts';
import { asCommand, dayTurn, lists as releaseLists } from '../wire.ts';

/** One partition of a register, applied to by hand. */
export class Partition {
  end: LogEnd = { partition: 3, applicationNumber: 0, recordedAt: null, day: null };
  readonly database: Database;
  readonly migratorUrl: string;
  /** Lists of the release that applies. */
  lists = releaseLists;

  constructor(database: Database, migratorUrl: string) {
    this.database = database;
    this.migratorUrl = migratorUrl;
  }

  async apply(...wires: Opdracht[]): Promise<AppliedCommand[]> {
    const { applied } = await this.database.transaction(async (tx) =>
      applyCommands(tx, this.end, wires.map(asCommand), await this.lists.lawFor(tx, this.end)),
    );
    this.moveTo(applied.at(-1)!);
    return applied;
  }

  async replaceList(wire: OpdrachtLijstversie): Promise<void> {
    const text = Buffer.from(JSON.stringify(wire));
    const version = { wire: checkListVersion(wire), text, contentHash: hash('sha256', text, 'buffer') };
    this.moveTo(await this.database.transaction((tx) => applyListVersion(tx, this.end, version, this.lists)));
  }

  async turn(day: string, ...parked: string[]): Promise<AppliedDayTurn> {
    const turned = await this.database.transaction(async (tx) => {
      const law = await this.lists.lawFor(tx, this.end);
      return applyDayTurn(tx, this.end, dayTurn(3, day), law, () => Promise.resolve(new Set(parked)));
    });
    this.moveTo(turned.applied);
    this.end = { ...this.end, day };
    return turned;
  }

  /** The turns of these days for one person whom they passed by. */
  async makeUp(person: string, ...days: string[]): Promise<void> {
    const turns = days.map((day) => personalTurn(3, day, registerId(person)));
    const { applied } = await this.database.transaction(async (tx) =>
      applyCommands(tx, this.end, turns, await this.lists.lawFor(tx, this.end)),
    );
    this.moveTo(applied.at(-1)!);
  }

  async table(name: string): Promise<string[]> {
    const { rows } = await this.database.query<{ row: string }>(`SELECT r::text AS row FROM ${name} AS r ORDER BY 1`);
    return rows.map(({ row }) => row);
  }

  /** Empties every table of the fold, and the proof of what was destroyed, as before the first command. */
  async clear(): Promise<void> {
    const owner = openDatabase({ url: this.migratorUrl, applicationName: 'test', poolSize: 1 });
    await owner.query(`TRUNCATE destructions, ${FOLDED_TABLES.join(', ')}`);
    await owner.close();
    this.end = { partition: 3, applicationNumber: 0, recordedAt: null, day: null };
  }

  private moveTo({ applicationNumber, recordedAt }: AppliedCommand): void {
    this.end = { ...this.end, applicationNumber, recordedAt };
  }
}

const databases: TestDatabase[] = [];
const open: Database[] = [];

/** An empty register of its own. */
export async function partition(): Promise<Partition> {
  const database = await testDatabase('register-state');
  databases.push(database);
  const opened = openDatabase({ url: database.url, applicationName: 'test', poolSize: 2 });
  open.push(opened);
  return new Partition(opened, database.migratorUrl);
}

export async function closePartitions(): Promise<void> {
  for (const database of open) await database.close();
  for (const database of databases) await database.drop();
}
