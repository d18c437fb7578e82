import { lookup as resolveByDns } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { getCACertificates } from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './is-public-address.ts';

/** All addresses of a host. Tests put a name server of their own here. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export interface GuardedAgentOptions {
  /** Addresses of this machine and its network may be called: the sandbox only. */
  readonly local: boolean;
  readonly connectTimeoutMs: number;
  readonly resolve?: Resolve;
  /** Certificates of authorities (PEM) that are trusted besides the well-known ones. */
  readonly extraAuthorities?: string | undefined;
}

/** The host has an address that is not public. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'ADDRESS_REFUSED';
}

const byDns: Resolve = (host) => resolveByDns(host, { all: true, order: 'verbatim' });

/**
 * Connects to hosts that strangers named, and only to public addresses. The name is looked up once, inside the making of
 * the connection: the addresses that were judged are the ones that are dialled, so a name server that gives another
 * answer the next time gains nothing. The certificate is still that of the name. One address that is not public refuses
 * the whole host.
 */
export function createGuardedAgent({
  local,
  connectTimeoutMs,
  resolve = byDns,
  extraAuthorities,
}: GuardedAgentOptions): Agent {
  const lookup: LookupFunction = (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || (!local && !addresses.every(({ address }) => isPublicAddress(address)))) {
          callback(new AddressRefused('the host has an address that is not public'), '');
        } else if (options.all === true) {
          callback(null, [...addresses]);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '');
      },
    );
  };
  const trusted = extraAuthorities === undefined ? {} : { ca: [...getCACertificates('default'), extraAuthorities] };
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup, ...trusted });

  return new Agent({
    // An address in place of a name is not looked up, so it is judged here.
    connect: (target, callback) => {
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (!local && isIP(host) !== 0 && !isPublicAddress(host)) {
        callback(new AddressRefused('the address is not public'), null);
      } else {
        connect(target, callback);
      }
    },
    connections: 8,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    maxHeaderSize: 8 * 1024,
    allowH2: false,
  });
}
