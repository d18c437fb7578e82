import type { Caller, RouteAccess } from '../../../_platform/src/http/access.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { PortfolioId } from '../domain/ids.ts';

/**
 * The teacher alone. Tokens for other parts of the platform are known here but open nothing (no role will do), so that
 * a board, the inspectorate or an operator reads 403 and not that his token is bad.
 */
export const teacherOnly: RouteAccess = [
  { audience: 'urn:lrr:portfolio' },
  { audience: 'urn:lrr:register', roles: [] },
  { audience: 'urn:lrr:beheer', roles: [] },
  { audience: 'urn:lrr:aanlevering', roles: [] },
  { audience: 'urn:lrr:intern', roles: [] },
];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @throws Problem 403 when the token names no portfolio */
export function portfolioIdOf(caller: Caller): PortfolioId {
  const { portfolioId } = caller.claims;
  if (typeof portfolioId === 'string' && uuid.test(portfolioId)) return portfolioId as PortfolioId;
  throw platformProblem('geen-toegang', { detail: 'Het token noemt geen portfolio.' });
}
