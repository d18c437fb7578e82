import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { withConnection } from '../../infra/postgres/create-database.ts';

/** A file system of its own that is large enough for the tables, until `fill` takes the rest of it. */
export interface SmallDisk {
  /** Moves every table of a database onto this disk, while the services use them. */
  holdTablesOf(adminUrl: string): Promise<void>;
  /** Takes all free space, so that PostgreSQL gets ENOSPC (SQLSTATE 53100) for every table that has to grow. */
  fill(): void;
  free(): void;
  unmount(): void;
}

const TABLESPACE = 'small_disk';

/** Mounts a memory disk for tablespaces in `folder`; only root may do that. */
export function smallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const owner = ['-u', '-g'].map((flag) => execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
  const options = `size=${String(megabytes)}m,uid=${owner[0] ?? ''},gid=${owner[1] ?? ''},mode=700`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  const filler = path.join(folder, 'filler');
  return {
    async holdTablesOf(adminUrl) {
      await withConnection(adminUrl, async (admin) => {
        const known = await admin.query('select from pg_tablespace where spcname = $1', [TABLESPACE]);
        if (known.rowCount === 0) {
          await admin.query(`create tablespace ${TABLESPACE} location ${pg.escapeLiteral(folder)}`);
        }
        await admin.query(`alter table all in tablespace pg_default set tablespace ${TABLESPACE}`);
        await admin.query(`alter index all in tablespace pg_default set tablespace ${TABLESPACE}`);
      });
    },
    fill() {
      const file = openSync(filler, 'w');
      try {
        for (const size of [1 << 20, 1 << 12]) fillWith(file, Buffer.alloc(size));
      } finally {
        closeSync(file);
      }
    },
    free() {
      rmSync(filler, { force: true });
    },
    unmount() {
      execFileSync('umount', ['-l', folder]);
    },
  };
}

function fillWith(file: number, block: Buffer): void {
  for (;;) {
    try {
      writeSync(file, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return;
      throw error;
    }
  }
}
