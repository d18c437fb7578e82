import { execFile, execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ACCOUNT = 'postgres';

export interface PostgresAccount {
  /** Who must own the data folder; undefined when we are not root and PostgreSQL simply runs as ourselves. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  launch(
    command: string,
    args: readonly string[],
  ): {
    command: string;
    args: string[];
    user?: { uid: number; gid: number };
  };
}

/**
 * PostgreSQL refuses to run as root. Root therefore lends it the account `postgres`, made when the machine has none,
 * and gives that the folder for its data.
 * Where that account cannot reach the checkout (under /root, say), it gets the one capability that lets it pass through
 * folders it may not read.
 */
export async function postgresAccount(program: string, folder: string): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { launch: (command, args) => ({ command, args: [...args] }) };
  const owner = findAccount() ?? createAccount();
  chownSync(folder, owner.uid, owner.gid);
  const direct: PostgresAccount = {
    owner,
    launch: (command, args) => ({ command, args: [...args], user: owner }),
  };
  if (await canWork(direct, program, folder)) return direct;
  const passing: PostgresAccount = {
    owner,
    launch: (command, args) => ({
      command: 'setpriv',
      args: [
        `--reuid=${String(owner.uid)}`,
        `--regid=${String(owner.gid)}`,
        '--clear-groups',
        '--inh-caps=+dac_override',
        '--ambient-caps=+dac_override',
        command,
        ...args,
      ],
    }),
  };
  if (await canWork(passing, program, folder)) return passing;
  throw new Error(
    `PostgreSQL does not run as root, and the account '${ACCOUNT}' may not reach ${program} and ${folder}. ` +
      'Put the checkout in a folder that everybody may read, or start as an ordinary user.',
  );
}

async function canWork(account: PostgresAccount, program: string, folder: string): Promise<boolean> {
  const probe = ['-c', 'test -w "$2" && "$1" --version', 'sh', program, folder];
  const { command, args, user } = account.launch('/bin/sh', probe);
  try {
    await run(command, args, { ...user, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

function findAccount(): { uid: number; gid: number } | undefined {
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return undefined;
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, ACCOUNT], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

function createAccount(): { uid: number; gid: number } {
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT]);
  return { uid: idOf('-u'), gid: idOf('-g') };
}
