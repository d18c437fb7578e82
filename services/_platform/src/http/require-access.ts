import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access, Audience, Caller, RouteAccess } from './access.ts';
import type { CountRequest } from './limit-rate.ts';
import { isOperatingRoute } from './operating-routes.ts';
import { platformProblem } from './platform-problem.ts';
import type { Problem } from './problem.ts';
import { TokenRefused } from './token-verifier.ts';
import type { TokenVerifier } from './token-verifier.ts';

type TokenAccess = Exclude<Access, { readonly public: true }>;

/**
 * Deny by default: a route without `config.access` cannot be registered, and a request gets to its handler only when
 * its token passes one of the route's access rules. Every request is counted against its client's rate (limit-rate.ts),
 * also one whose token is refused.
 */
export function requireAccess(app: FastifyInstance, tokens: TokenVerifier, countRequest: CountRequest): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  app.decorateRequest('caller', {
    getter(this: FastifyRequest): Caller {
      const caller = callers.get(this);
      if (caller === undefined) throw new Error('a public route has no caller');
      return caller;
    },
  });
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) {
      throw new Error(`route ${String(route.method)} ${route.url} says not who may use it: give it config.access`);
    }
  });
  app.addHook('onRequest', async (request) => {
    const rules = tokenRules(request.routeOptions.config.access);
    if (rules === undefined) {
      if (!isOperatingRoute(request)) await countRequest(request, undefined);
      return;
    }
    const caller = await authenticate(request, tokens, rules).catch(async (refusal: unknown) => {
      await countRequest(request, undefined);
      throw refusal;
    });
    await countRequest(request, caller);
    authorise(caller, rules);
    callers.set(request, caller);
  });
}

/** The rules that ask for a token, or undefined when one of them lets everybody in (or there is no route: a 404). */
function tokenRules(access: RouteAccess | undefined): TokenAccess[] | undefined {
  if (access === undefined) return undefined;
  const rules: TokenAccess[] = [];
  for (const rule of [access].flat()) {
    if ('public' in rule) return undefined;
    rules.push(rule);
  }
  return rules;
}

async function authenticate(
  request: FastifyRequest,
  tokens: TokenVerifier,
  rules: readonly TokenAccess[],
): Promise<Caller> {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated('Er is geen token meegegeven.', 'Bearer realm="lerarenregister"');
  const audiences: Audience[] = rules.map((rule) => rule.audience);
  try {
    return await tokens.verify(token, audiences);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    throw unauthenticated(REFUSALS[error.reason], 'Bearer realm="lerarenregister", error="invalid_token"', error);
  }
}

const REFUSALS = {
  MALFORMED: 'Het token is geen JWT zoals hier verwacht.',
  AUDIENCE: 'Het token is niet voor dit onderdeel uitgegeven (aud).',
  EXPIRED: 'Het token is verlopen.',
  NOT_VALID: 'Het token is niet geldig: uitgever, handtekening of inhoud klopt niet.',
} as const;

function unauthenticated(detail: string, challenge: string, cause?: unknown): Problem {
  return platformProblem('niet-aangemeld', { detail, headers: { 'www-authenticate': challenge }, cause });
}

function authorise(caller: Caller, rules: readonly TokenAccess[]): void {
  const forAudience = rules.filter((rule) => rule.audience === caller.audience);
  if (forAudience.some((rule) => passes(caller, rule))) return;
  const scopes = forAudience.flatMap((rule) => rule.scopes ?? []);
  const scope = scopes.length === 0 ? '' : `, scope="${scopes.join(' ')}"`;
  throw platformProblem('geen-toegang', {
    headers: { 'www-authenticate': `Bearer realm="lerarenregister", error="insufficient_scope"${scope}` },
  });
}

function passes(caller: Caller, rule: TokenAccess): boolean {
  const role = caller.claims['rol'];
  return (
    (rule.scopes === undefined || rule.scopes.some((scope) => caller.scopes.includes(scope))) &&
    (rule.roles === undefined || (typeof role === 'string' && rule.roles.includes(role))) &&
    (rule.services === undefined || rule.services.includes(caller.subject))
  );
}
