import type { FastifyRequest } from 'fastify';
import type { Access } from '../../../_platform/src/http/access.ts';

/** Those who keep mandates, phases and code lists. */
export const managers: Access = { audience: 'urn:lrr:aanlevering', scopes: ['beheer'] };

/** Who does it, for the history: the subject of the token. */
export function managerOf(request: FastifyRequest): string {
  return request.caller.subject || 'onbekend';
}
