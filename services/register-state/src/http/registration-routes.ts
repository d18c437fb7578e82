import type { FastifyInstance } from 'fastify';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Person } from '../domain/person.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { readerOf } from '../lookups/reader.ts';
import { readRegistration } from './read-registration.ts';
import type { RegistrationParts } from './read-registration.ts';
import { registrationView } from './registration-view.ts';
import { checkTimeAxes, TIME_AXES_QUERY } from './time-axes.ts';
import type { TimeAxes } from './time-axes.ts';
import { seenBy } from './who-sees-what.ts';

export const REGISTRATION_PARAMS = {
  type: 'object',
  additionalProperties: false,
  required: ['registratieId'],
  properties: { registratieId: { type: 'string', pattern: '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' } },
} as const;

/** A route without parameters in its query says so: an unknown one is a mistake of the caller, not to be ignored. */
export const NO_QUERY = { type: 'object', additionalProperties: false, properties: {} } as const;

/**
 * GET /v1/registraties/{registratieId}: to the teacher his own, to the inspectorate and the register's own people those
 * that are not kept: neither now nor in what was asked about another time (`geldigOp`, `bekendOp`).
 */
export function registerRegistrationRoutes(app: FastifyInstance, o: RegistrationParts): void {
  app.get<{ Params: { registratieId: string }; Querystring: TimeAxes }>(
    '/v1/registraties/:registratieId',
    { config: seenBy('registratie'), schema: { params: REGISTRATION_PARAMS, querystring: TIME_AXES_QUERY } },
    async (request) => {
      const { registratieId } = request.params;
      checkTimeAxes(request.query, o.clock.now());
      const read = await readRegistration(o.database, o.lists, registratieId, request.query);
      const { person, book, onDay, now } = read;
      const { role } = readerOf(request.caller);
      const isHidden = role !== 'LERAAR' && [now, person, onDay ?? person].some(isKept);
      // On a day after he will have been destroyed there is nothing of him either.
      if (!isStored({ ...person, ...onDay }) || isHidden) {
        throw platformProblem('niet-gevonden', { detail: 'Deze registratie is er niet.' });
      }
      await confirmRead(o, request, { activity: 'REGISTRATIE_INZIEN', persons: [registratieId] });
      return registrationView(person, book, onDay);
    },
  );
}

/** Of a person that the register has nothing of, loading makes a new one without events. Of who is destroyed a number is left. */
export function isStored({ sequence, status }: Person): boolean {
  return sequence > 0 && status.kind !== 'VERNIETIGD';
}

/** Who is kept is out of the register, and readable by himself alone: to others it is as if he were not there. */
export function isKept({ status }: Pick<Person, 'status'>): boolean {
  return status.kind === 'BEWAARD';
}
