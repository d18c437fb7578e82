import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, RouteAccess } from '../../../_platform/src/http/access.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { readerOf } from '../lookups/reader.ts';
import { allowedMembers } from './allowed-members.ts';
import type { ForRoles } from './resource-row.ts';
import { rowOf, seenBy } from './who-sees-what.ts';

/** The platform's own calls for operators: none of them tells of a person by his register data. */
const ADMIN = '/beheer/v1/';
const REGISTER = 'urn:lrr:register';

/**
 * Holds every route to its row in who-sees-what.ts. Call before the routes are registered: one without a row, or with
 * another access than its row gives, is refused, and the service does not start. A request for what is not the caller's
 * own gets 403 before its handler; every answer is cut to the members that the caller's role may see.
 */
export function guardRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    if (url.startsWith(ADMIN) && !isForRegister(config?.access)) return;
    // Fastify makes a HEAD of every GET, with its handler and its config.
    const names = [method].flat().map((one) => `${one === 'HEAD' ? 'GET' : one} ${url}`);
    const row = config?.resource === undefined ? undefined : rowOf(config.resource);
    if (row === undefined || names.some((name) => name !== row.route)) {
      throw new Error(`route ${names.join(', ')} has no row of its own in who-sees-what.ts: give it one`);
    }
    if (config?.resource === undefined) return;
    if (JSON.stringify(config.access) !== JSON.stringify(seenBy(config.resource).access)) {
      throw new Error(`route ${row.route} lets in others than its row in who-sees-what.ts says`);
    }
  });

  app.addHook('preHandler', (request, _reply, done) => {
    refuseForeign(request);
    done();
  });
  // Texts, bytes and streams do not pass here: who sends those cuts each piece with allowedMembers.
  app.addHook('preSerialization', (request, _reply, answer, done) => {
    done(null, allowedAnswer(request, answer));
  });
}

function isForRegister(access: RouteAccess | undefined): boolean {
  return access !== undefined && [access].flat().some((one) => !('audience' in one) || one.audience === REGISTER);
}

function rowForRoles({ routeOptions }: FastifyRequest): ForRoles | undefined {
  const { resource } = routeOptions.config;
  const row = resource === undefined ? undefined : rowOf(resource);
  return row === undefined || 'services' in row ? undefined : row;
}

function allowedAnswer(request: FastifyRequest, answer: unknown): unknown {
  const row = rowForRoles(request);
  return row === undefined ? answer : allowedMembers(answer, row.members, readerOf(request.caller).role);
}

/** What can be seen from the request alone; whose command or subscription it is, its handler finds out. */
function refuseForeign(request: FastifyRequest): void {
  const row = rowForRoles(request);
  if (row === undefined) return;
  const { caller, params, query } = request;
  const { role, organisation } = readerOf(caller);
  const whose = row.whose[role];
  if (whose === undefined) throw platformProblem('geen-toegang');
  if (whose === 'EIGEN_REGISTRATIE')
    refuseForeignTeacher(caller, (params as { registratieId?: unknown }).registratieId);
  if (whose !== 'EIGEN_BESTUUR') return;
  const { bevoegdGezagNummer: asked } = query as { bevoegdGezagNummer?: unknown };
  if (asked === undefined || asked === organisation) return;
  throw platformProblem('geen-toegang', { detail: 'Een bestuur ziet alleen zijn eigen benoemingen.' });
}

/** A teacher's token opens one registration; of any other it does not even tell whether it exists. */
function refuseForeignTeacher({ claims }: Caller, registratieId: unknown): void {
  if (claims['registratieId'] === registratieId) return;
  throw platformProblem('geen-toegang', { detail: 'Dit token is niet voor deze registratie.' });
}
