import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { ConfigError } from '../../_platform/src/config/read-config.ts';
import { hexKey, optional, url } from '../../_platform/src/config/settings.ts';

/** The environment of the vault. In sandbox mode the sandbox plays the BRP and the diploma register. */
export const settings = {
  ...platformSettings,
  /** HMAC key by which persons are found. */
  VAULT_LOOKUP_KEY: hexKey(32),
  /** Seals numbers, names, birth dates and addresses. */
  VAULT_VALUE_KEY: hexKey(32),
  /** Wraps the portfolio keys. */
  VAULT_WRAP_KEY: hexKey(32),
  /** Knows which commands are still under way. */
  INTAKE_URL: url(),
  /** Needed outside sandbox mode. */
  BRP_URL: optional(url()),
  /** Needed outside sandbox mode. */
  DIPLOMAREGISTER_URL: optional(url()),
} as const;

/** @throws ConfigError when an outside system has no address */
export function addressOf(
  name: 'BRP_URL' | 'DIPLOMAREGISTER_URL',
  config: Readonly<Record<'BRP_URL' | 'DIPLOMAREGISTER_URL' | 'SANDBOX_URL', string | undefined>>,
): string {
  const address = config[name] ?? config.SANDBOX_URL;
  if (address === undefined) throw new ConfigError([`${name}: is needed when SANDBOX_URL is not set`]);
  return address;
}
