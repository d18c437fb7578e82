import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const requirements = path.join(import.meta.dirname, 'requirements.txt');
const OLDEST_PYTHON_MINOR = 10;

/** Installs the versions of requirements.txt into a virtual environment, once. @returns its program `schemathesis` */
export function installSchemathesis(folder: string): string {
  const program = path.join(folder, 'bin/schemathesis');
  const stamp = path.join(folder, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && existsSync(program) && readFileSync(stamp, 'utf8') === wanted) return program;
  console.log('Installing schemathesis from PyPI (once) ...');
  if (!hasPython()) installDebianPackages('Python 3');
  if (!hasPython()) throw new Error(`Python 3.${OLDEST_PYTHON_MINOR} or newer is missing; please install it.`);
  rmSync(folder, { recursive: true, force: true });
  if (!makeEnvironment(folder)) {
    // Debian keeps the module venv in a package of its own.
    installDebianPackages("Python's module venv");
    if (!makeEnvironment(folder))
      throw new Error('python3 -m venv failed; on Debian it needs the package python3-venv.');
  }
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  if (!run(path.join(folder, 'bin/python'), pip)) throw new Error('pip failed; is PyPI reachable?');
  writeFileSync(stamp, wanted);
  return program;
}

function hasPython(): boolean {
  const { stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  const minor = /^Python 3\.(\d+)/.exec(stdout)?.[1];
  return minor !== undefined && Number(minor) >= OLDEST_PYTHON_MINOR;
}

function makeEnvironment(folder: string): boolean {
  return run('python3', ['-m', 'venv', '--clear', folder]);
}

/** On Debian and its kin, as root; elsewhere the caller tells what is missing. */
function installDebianPackages(what: string): void {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.log(`${what} is missing: installing the Debian package python3-venv ...`);
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-venv']);
}

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
