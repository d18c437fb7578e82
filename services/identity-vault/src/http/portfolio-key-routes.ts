import type { FastifyInstance } from 'fastify';
import type { Access } from '../../../_platform/src/http/access.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { Problem } from '../../../_platform/src/http/problem.ts';
import { TokenRefused } from '../../../_platform/src/http/token-verifier.ts';
import type { TokenVerifier } from '../../../_platform/src/http/token-verifier.ts';
import type { PortfolioId } from '../domain/ids.ts';
import { eraseKey, unwrapKey } from '../work/portfolio-keys.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { bodySchema } from './openapi.ts';

const PORTFOLIO_STORAGE: Access = { audience: 'urn:lrr:intern', services: ['portfolio-storage'] };
const UNWRAP = '/v1/portfoliosleutels/uitpakken';
const ERASE = '/v1/portfoliosleutels/vernietigen';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Keys of portfolios, for portfolio-storage on behalf of a teacher. The token of the calling service is not enough: the
 * vault itself checks the teacher's own live token, which names the portfolio.
 */
export function registerPortfolioKeyRoutes(app: FastifyInstance, parts: VaultParts, tokens: TokenVerifier): void {
  const config = { access: PORTFOLIO_STORAGE };

  app.post<{ Body: { leraarToken: string; aanmaken: boolean } }>(
    UNWRAP,
    { config, schema: { body: bodySchema(UNWRAP) } },
    async ({ body }, reply) => {
      const portfolioId = await portfolioOf(tokens, body.leraarToken);
      const outcome = await unwrapKey(parts, portfolioId, body.aanmaken);
      switch (outcome.kind) {
        case 'not-open':
          throw notOpen();
        case 'no-key':
          throw platformProblem('niet-gevonden', { detail: 'Dit portfolio heeft nog geen sleutel.' });
        case 'unwrapped':
          void reply.header('cache-control', 'no-store');
          return { portfolioId, sleutel: outcome.key.toString('base64'), versie: outcome.version };
      }
    },
  );

  app.post<{ Body: { leraarToken: string } }>(
    ERASE,
    { config, schema: { body: bodySchema(ERASE) } },
    async ({ body }) => {
      const portfolioId = await portfolioOf(tokens, body.leraarToken);
      if ((await eraseKey(parts, portfolioId)) === 'not-open') throw notOpen();
      return { portfolioId, toestand: 'GEWIST' };
    },
  );
}

/** @throws Problem 401 */
async function portfolioOf(tokens: TokenVerifier, token: string): Promise<PortfolioId> {
  const claims = await claimsOf(tokens, token);
  const portfolioId = claims['portfolioId'];
  if (typeof portfolioId !== 'string' || !UUID.test(portfolioId)) throw notTheTeacher();
  return portfolioId as PortfolioId;
}

async function claimsOf(tokens: TokenVerifier, token: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await tokens.verify(token, ['urn:lrr:portfolio'])).claims;
  } catch (error) {
    throw error instanceof TokenRefused ? notTheTeacher() : error;
  }
}

function notTheTeacher(): Problem {
  return platformProblem('niet-aangemeld', { detail: 'Dit vraagt het eigen, geldige token van de leraar.' });
}

function notOpen(): Problem {
  return new Problem({ status: 409, type: 'portfolio-niet-open', title: 'Dit portfolio is niet open' });
}
