import type { FastifyInstance } from 'fastify';
import { dayOf, isCalendarDay } from '../../../../services/_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../../services/_platform/src/clock/clock.ts';
import { platformProblem, unavailable } from '../../../../services/_platform/src/http/platform-problem.ts';
import type { DateMover } from '../date/date-mover.ts';
import { DAY, object } from './wire-schemas.ts';

/** The pretend date of the platform. */
export function registerDateRoutes(app: FastifyInstance, clock: Clock, mover: Pick<DateMover, 'moveTo'>): void {
  const config = { access: { public: true } } as const;

  app.get('/datum', { config }, () => ({ datum: clock.today(), werkelijkeDatum: dayOf(new Date()) }));

  app.put<{ Body: { datum: string } }>(
    '/datum',
    { config, schema: { body: object({ datum: DAY }) } },
    async ({ body }) => {
      if (!isCalendarDay(body.datum)) {
        throw platformProblem('ongeldig-verzoek', { detail: 'Deze datum bestaat niet.' });
      }
      const moved = await mover.moveTo(body.datum);
      switch (moved.outcome) {
        case 'ARRIVED':
          return {
            datum: moved.day,
            ...(moved.notReached.length === 0 ? {} : { nietBereikt: moved.notReached }),
          };
        case 'IN_THE_PAST':
          throw platformProblem('conflict', {
            detail: 'De datum kan alleen vooruit.',
            extra: { datum: moved.today },
          });
        case 'REGISTER_TOO_SLOW':
          throw unavailable(5, {
            detail:
              `De datum staat op ${moved.today}, maar het register heeft die dag nog niet verwerkt ` +
              `(wel: ${moved.applied ?? 'nog geen enkele dag, of het antwoordt niet'}). ` +
              'Vraag dezelfde datum opnieuw om verder te gaan.',
          });
      }
    },
  );
}
