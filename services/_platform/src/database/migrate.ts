import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { appliedMigrations } from './sql/applied-migrations.ts';
import type { AppliedMigration } from './sql/applied-migrations.ts';
import { applyMigration } from './sql/apply-migration.ts';
import { lockMigrations } from './sql/lock-migrations.ts';

/** Files `NNN-name.sql` in one folder, applied in order of their number. */
export interface MigrationSet {
  /** Stays the same for ever: what was applied is remembered under it. */
  readonly name: string;
  readonly directory: string;
}

export type MigrationErrorCode =
  /** A file that was applied is no longer what it was: put it back and write a new file. */
  | 'MIGRATION_CHANGED'
  /** A new file has a lower number than one already applied: give it the next free number. */
  | 'MIGRATION_OUT_OF_ORDER'
  /** A file is not called NNN-name.sql, or two share a number. */
  | 'MIGRATION_MISNAMED'
  /** The statements of a file failed; nothing of that file was kept. */
  | 'MIGRATION_FAILED';

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code: MigrationErrorCode;

  constructor(code: MigrationErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

interface MigrationFile extends AppliedMigration {
  readonly number: number;
  readonly text: string;
}

/**
 * Brings a database up to date: the sets in the order given, each file in one transaction, under a lock, so that
 * several processes may start at once. Files applied by a newer version of the program are left alone.
 *
 * @param o.url of the role that owns the tables
 * @returns `set/file` of what was applied now
 * @throws MigrationError, or the driver's error when the database cannot be reached
 */
export async function migrate(o: { url: string; sets: readonly MigrationSet[] }): Promise<string[]> {
  const sets = await Promise.all(o.sets.map(readSet));
  const client = new pg.Client({ connectionString: o.url, application_name: 'migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await lockMigrations(client);
    const applied = await appliedMigrations(client);
    const done: string[] = [];
    for (const files of sets) {
      for (const file of filesToApply(files, applied)) {
        await applyFile(client, file);
        done.push(`${file.set}/${file.file}`);
      }
    }
    return done;
  } finally {
    await client.end();
  }
}

async function readSet(set: MigrationSet): Promise<MigrationFile[]> {
  const names = (await readdir(set.directory)).filter((name) => name.endsWith('.sql')).sort();
  const files = await Promise.all(
    names.map(async (file): Promise<MigrationFile> => {
      const number = /^(\d{3})-[a-z0-9-]+\.sql$/.exec(file)?.[1];
      if (number === undefined) throw new MigrationError('MIGRATION_MISNAMED', `${set.name}/${file}: not NNN-name.sql`);
      const text = await readFile(join(set.directory, file), 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { set: set.name, file, number: Number(number), checksum, text };
    }),
  );
  for (const [index, file] of files.entries()) {
    if (files[index - 1]?.number === file.number) {
      throw new MigrationError('MIGRATION_MISNAMED', `${set.name}/${file.file}: its number is used twice`);
    }
  }
  return files;
}

function filesToApply(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  const checksums = new Map(applied.map((migration) => [`${migration.set}/${migration.file}`, migration.checksum]));
  const fresh: MigrationFile[] = [];
  for (const file of files) {
    const checksum = checksums.get(`${file.set}/${file.file}`);
    if (checksum === undefined) {
      fresh.push(file);
    } else if (checksum !== file.checksum) {
      throw new MigrationError(
        'MIGRATION_CHANGED',
        `${file.set}/${file.file} was applied to this database with other content. Put the file back as it was and write the change as a new file.`,
      );
    } else if (fresh[0] !== undefined) {
      throw new MigrationError(
        'MIGRATION_OUT_OF_ORDER',
        `${fresh[0].set}/${fresh[0].file} is new, but ${file.file} was applied already. Give it the next free number.`,
      );
    }
  }
  return fresh;
}

async function applyFile(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await applyMigration(client, file, file.text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError('MIGRATION_FAILED', `${file.set}/${file.file} failed: ${reason}`, error);
  }
}
