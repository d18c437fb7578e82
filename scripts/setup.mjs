/**
 * Brings a fresh checkout to the point where everything can run: npm packages (among them Node 24 and PostgreSQL) and
 * the jars of the Kafka broker. Does only what is missing, so it costs little to run before every start:
 *
 *   node scripts/setup.mjs
 *
 * Runs on the Node of the machine (20 or newer) and uses nothing from node_modules, because that may not be there yet.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const jarFolder = path.join(root, 'infra/kafka/libs');
const jarStamp = path.join(jarFolder, 'pom.sha256');

class SetupProblem extends Error {}

try {
  checkNode();
  ensurePackages();
  ensureJava();
  ensureJars();
} catch (error) {
  console.error(error instanceof SetupProblem ? `Set-up stopped: ${error.message}` : error);
  process.exit(1);
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    throw new SetupProblem(
      `this is Node ${process.versions.node}; please install Node 20 or newer (https://nodejs.org).`,
    );
  }
}

function ensurePackages() {
  if (packagesInstalled()) return;
  console.log('Installing the npm packages (once; about half a minute) ...');
  // The install scripts that may run are listed in package.json (allowScripts): they fetch Node 24 and link PostgreSQL.
  run('npm', ['ci', '--include=dev', '--include=optional', '--ignore-scripts=false', '--loglevel=error'], {
    hint: 'The lines above tell why. Is the npm registry reachable?',
  });
  if (!packagesInstalled()) {
    throw new SetupProblem(
      'npm has finished, but Node 24 is not in node_modules/.bin. Were install scripts switched off?',
    );
  }
}

/** npm keeps its own account of what it installed; it must name every package of our lock in the same version. */
function packagesInstalled() {
  const account = path.join(root, 'node_modules/.package-lock.json');
  const node = path.join(root, 'node_modules/.bin/node');
  if (!existsSync(account) || !existsSync(node)) return false;
  const installed = JSON.parse(readFileSync(account, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || optional || devOptional || installed[name]?.version === version,
  );
}

function ensureJava() {
  if (javaVersion() === undefined) installDebianPackage('default-jre-headless', 'Java');
  const version = javaVersion();
  if (version === undefined) {
    throw new SetupProblem('Java is missing, and the Kafka broker needs it. Please install Java 17 or newer.');
  }
  if (version < 17)
    throw new SetupProblem(`Java ${version} is too old for the Kafka broker; please install 17 or newer.`);
}

function javaVersion() {
  const home = process.env.JAVA_HOME;
  const answer = spawnSync(home ? path.join(home, 'bin/java') : 'java', ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(answer.stderr ?? '');
  return version === null ? undefined : Number(version[1]);
}

function ensureJars() {
  const pom = readFileSync(path.join(root, 'infra/kafka/pom.xml'));
  const wanted = createHash('sha256').update(pom).digest('hex');
  if (existsSync(jarStamp) && readFileSync(jarStamp, 'utf8') === wanted) return;
  if (mavenVersion() === undefined) installDebianPackage('maven', 'Maven');
  const version = mavenVersion();
  if (version === undefined) {
    throw new SetupProblem('Maven is missing; it fetches the Kafka broker. Please install Maven 3.8 or newer.');
  }
  if (version.major < 3 || (version.major === 3 && version.minor < 8)) {
    throw new SetupProblem(`Maven ${version.major}.${version.minor} is too old; please install 3.8 or newer.`);
  }
  console.log('Fetching the Kafka broker with Maven (once) ...');
  // Jars of another version beside the wanted ones would be loaded too.
  rmSync(jarFolder, { recursive: true, force: true });
  run('mvn', ['-B', '-q', '-Dstyle.color=never', '-f', 'infra/kafka/pom.xml', 'dependency:copy-dependencies'], {
    hint: 'The lines above tell why. Is Maven Central reachable?',
  });
  writeFileSync(jarStamp, wanted);
}

function mavenVersion() {
  const answer = spawnSync('mvn', ['--version'], { encoding: 'utf8' });
  const version = /Apache Maven (\d+)\.(\d+)/.exec(answer.stdout ?? '');
  return version === null ? undefined : { major: Number(version[1]), minor: Number(version[2]) };
}

/** On Debian and its kin, as root, a missing program is installed; elsewhere the caller tells what is missing. */
function installDebianPackage(name, what) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.log(`${what} is missing: installing the Debian package ${name} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
}

function run(command, args, { hint }) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  } catch {
    throw new SetupProblem(`\`${command} ${args.join(' ')}\` failed. ${hint}`);
  }
}
