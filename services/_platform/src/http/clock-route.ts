import type { FastifyInstance } from 'fastify';
import { isCalendarDay } from '../clock/amsterdam.ts';
import type { MovableClock } from '../clock/clock.ts';
import type { Access } from './access.ts';
import { platformProblem } from './platform-problem.ts';

const SANDBOX: Access = { audience: 'urn:lrr:intern', services: ['sandbox'] };

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['datum'],
  properties: { datum: { type: 'string' }, werkelijkeDatum: { type: 'string' } },
};

/** Exists in sandbox mode only: the sandbox tells every service its pretend date. An earlier date changes nothing. */
export function registerClockRoute(app: FastifyInstance, clock: MovableClock): void {
  app.put<{ Body: { datum: string; werkelijkeDatum?: string } }>(
    '/beheer/v1/klok',
    { config: { access: SANDBOX }, schema: { body: BODY } },
    ({ body }) => {
      for (const day of [body.datum, body.werkelijkeDatum]) {
        if (day !== undefined && !isCalendarDay(day)) {
          throw platformProblem('ongeldig-verzoek', { detail: 'Een datum heeft de vorm JJJJ-MM-DD.' });
        }
      }
      clock.moveTo(body.datum, body.werkelijkeDatum);
      return { datum: clock.today() };
    },
  );
}
