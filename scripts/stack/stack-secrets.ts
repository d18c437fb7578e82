import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';

import type { RoleName } from '../../infra/postgres/database-roles.ts';
import { forEachService, serviceCatalogue, type ServiceName } from './service-catalogue.ts';

/** What one installation keeps secret, made once and kept in files only their owner may read (mode 600). */
export interface StackSecrets {
  readonly superuserPassword: string;
  /** By database. */
  readonly passwords: Readonly<Record<string, Readonly<Record<RoleName, string>>>>;
  /** 32 bytes each, in hexadecimal. */
  readonly intakeContentKey: string;
  readonly intakeBundleKey: string;
  readonly intakeWebhookKey: string;
  readonly registerPseudonymKey: string;
  readonly registerWebhookKey: string;
  readonly vaultLookupKey: string;
  readonly vaultValueKey: string;
  readonly vaultWrapKey: string;
  readonly keyFiles: KeyFiles;
}

export interface KeyFiles {
  /** Private Ed25519 JWK of each service. */
  readonly service: Readonly<Record<ServiceName, string>>;
  /** Public JWK set of all services; `kid` is the service's name. */
  readonly servicesPublic: string;
  /** Private Ed25519 JWK with which the sandbox signs tokens. */
  readonly sandboxIssuer: string;
}

type Secrets = Omit<StackSecrets, 'keyFiles'>;

/** Reads the secrets of an installation from its folder, making what is not there yet. */
export function loadSecrets(folder: string): StackSecrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = ensureSecrets(path.join(folder, 'secrets.json'));
  const service = forEachService(({ name }) => path.join(folder, `${name}.jwk`));
  const publicKeys = serviceCatalogue.map(({ name }) => publicPart(ensureFile(service[name], () => makeKey(name))));
  const servicesPublic = path.join(folder, 'services-public.jwks');
  writeWhole(servicesPublic, JSON.stringify({ keys: publicKeys }, null, 2));
  const sandboxIssuer = path.join(folder, 'sandbox-issuer.jwk');
  ensureFile(sandboxIssuer, () => makeKey('sandbox-issuer'));
  return { ...secrets, keyFiles: { service, servicesPublic, sandboxIssuer } };
}

/** Those of the file, and new ones for what an installation of an earlier version did not have. */
function ensureSecrets(file: string): Secrets {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets = { ...makeSecrets(), ...kept };
  if (Object.keys(secrets).some((name) => !(name in kept))) writeWhole(file, JSON.stringify(secrets, null, 2));
  return secrets;
}

function ensureFile(file: string, make: () => string): string {
  if (!existsSync(file)) writeWhole(file, make());
  return readFileSync(file, 'utf8');
}

/** A start that is killed halfway must not leave half a key. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function makeSecrets(): Secrets {
  const password = (): string => randomBytes(24).toString('base64url');
  const key = (): string => randomBytes(32).toString('hex');
  return {
    superuserPassword: password(),
    passwords: Object.fromEntries(
      serviceCatalogue.map(({ database }) => [database, { migrator: password(), app: password(), kijker: password() }]),
    ),
    intakeContentKey: key(),
    intakeBundleKey: key(),
    intakeWebhookKey: key(),
    registerPseudonymKey: key(),
    registerWebhookKey: key(),
    vaultLookupKey: key(),
    vaultValueKey: key(),
    vaultWrapKey: key(),
  };
}

function makeKey(kid: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' });
}

function publicPart(privateJwk: string): Record<string, unknown> {
  const { d: _private, ...rest } = JSON.parse(privateJwk) as Record<string, unknown>;
  return rest;
}
