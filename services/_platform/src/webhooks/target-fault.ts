import { isIP } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';

export type TargetFault = 'NOT_A_URL' | 'NOT_HTTPS' | 'HAS_CREDENTIALS' | 'HAS_FRAGMENT' | 'NOT_PUBLIC';

/** The characters of RFC 3986. `URL` forgives others; what is stored and shown must be an address to any reader. */
const addressText = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

/** Names that never leave the machine or the network they are asked on. */
const localNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid)\.?$/;

/**
 * What is wrong with an address that somebody wants to be called at, as far as its text tells. Names are looked up only
 * when a message is sent (guarded-agent.ts): they can point elsewhere by then.
 *
 * @param o.local lets http and addresses of this machine and its network through: the sandbox only
 */
export function targetFault(address: string, o: { readonly local: boolean }): TargetFault | undefined {
  if (!addressText.test(address) || !URL.canParse(address)) return 'NOT_A_URL';
  const { protocol, username, password, hash, hostname } = new URL(address);
  if (protocol !== 'https:' && !(o.local && protocol === 'http:')) return 'NOT_HTTPS';
  if (username !== '' || password !== '') return 'HAS_CREDENTIALS';
  if (hash !== '') return 'HAS_FRAGMENT';
  if (o.local) return undefined;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : 'NOT_PUBLIC';
  return localNames.test(host) || !host.includes('.') ? 'NOT_PUBLIC' : undefined;
}
