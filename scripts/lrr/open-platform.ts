import { readFileSync } from 'node:fs';
import path from 'node:path';
import { call } from '../demonstration/clients.ts';
import type { Endpoints } from '../stack/endpoints.ts';
import { inProject } from '../stack/project-paths.ts';
import { serviceCatalogue, type ServiceEntry } from '../stack/service-catalogue.ts';

/** A running platform, as somebody at a terminal reaches it: over HTTP, with tokens of the sandbox. */
export interface Platform {
  readonly endpoints: Endpoints;
  /** Where the endpoints file lies; an installation of this machine keeps its keys there. */
  readonly folder: string;
  /** Services that have admin calls, by their name in the endpoints file. */
  readonly operated: readonly ServiceEntry['endpoint'][];
  token(
    audience: string,
    o?: { scope?: readonly string[]; claims?: Readonly<Record<string, unknown>>; expiresIn?: number },
  ): Promise<string>;
  /** An admin call, as operator. @throws CallFailed */
  operate<T>(service: ServiceEntry['endpoint'], method: 'GET' | 'POST', path: string, body?: object): Promise<T>;
}

/** The endpoints file is missing or unreadable: nothing runs here. */
export class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

/**
 * Reads the endpoints when they are first needed, so that a wrong command line is told before a platform is missed.
 * @param file LRR_ENDPOINTS, else .data/endpoints.json
 */
export function openPlatform(file = process.env['LRR_ENDPOINTS'] ?? inProject('.data/endpoints.json')): Platform {
  let read: Endpoints | undefined;
  let operator: Promise<string> | undefined;
  const platform: Platform = {
    get endpoints() {
      return (read ??= readEndpoints(file));
    },
    folder: path.dirname(file),
    operated: serviceCatalogue.map(({ endpoint }) => endpoint).filter((endpoint) => endpoint !== 'sandbox'),
    token: async (audience, o = {}) => {
      const body = { audience, scope: [], claims: {}, ...o };
      return (await call<{ token: string }>('POST', `${platform.endpoints.sandbox}/tokens`, { body })).token;
    },
    operate: async (service, method, path, body) => {
      operator ??= platform.token('urn:lrr:beheer', { claims: { rol: 'OPERATOR' } });
      return await call(method, platform.endpoints[service] + path, {
        token: await operator,
        ...(body && { body }),
      });
    },
  };
  return platform;
}

function readEndpoints(file: string): Endpoints {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Endpoints;
  } catch (cause) {
    throw new NotRunning(
      `There is no platform at ${file}. Start one with npm start, or point LRR_ENDPOINTS at its endpoints file.`,
      { cause },
    );
  }
}
