import type { FastifyRequest } from 'fastify';
import type { Access } from '../../../_platform/src/http/access.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';

/** Suppliers and boards that deliver. */
export const suppliers: Access = { audience: 'urn:lrr:aanlevering', scopes: ['aanleveren'] };

const oinPattern = /^[0-9]{8}[0-9A-Z]{12}$/;

/** Claim `oin` of the caller's token. @throws Problem 403 when it is no OIN */
export function callerOin(request: FastifyRequest): string {
  const { oin } = request.caller.claims;
  if (typeof oin === 'string' && oinPattern.test(oin)) return oin;
  throw platformProblem('geen-toegang', { detail: 'Het token noemt geen OIN van een leverancier of bestuur.' });
}
