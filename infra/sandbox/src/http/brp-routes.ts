import type { FastifyInstance } from 'fastify';
import type { Database } from '../../../../services/_platform/src/database/database.ts';
import { platformProblem } from '../../../../services/_platform/src/http/platform-problem.ts';
import { askPersons, postPersons, readPersons } from '../outside/brp.ts';
import type { Announcer } from '../outside/announcer.ts';
import type { Outages } from '../outside/outages.ts';
import type { BrpPerson } from '../population/brp-person.ts';
import { populationSize, syntheticNumbers } from '../population/citizen-numbers.ts';
import { checkFormerNumbers, checkPeople } from './check-people.ts';
import { BRP_PERSON, CITIZEN_NUMBER, list, object } from './wire-schemas.ts';

const ASK_AT_MOST = 500;
const SHOW_AT_MOST = 10_000;
const SHOW_USUALLY = 100;

const POPULATION_QUERY = object(
  {
    vanaf: { type: 'integer', minimum: 0, maximum: 10_000_000 },
    aantal: { type: 'integer', minimum: 1, maximum: SHOW_AT_MOST },
  },
  ['vanaf', 'aantal'],
);

/** The BRP: what the vault asks, and what whoever tries the platform puts in. */
export function registerBrpRoutes(
  app: FastifyInstance,
  o: { database: Database; outages: Outages; announcer: Pick<Announcer, 'wake'> },
): void {
  const config = { access: { public: true } } as const;

  app.get<{ Params: { bsn: string } }>(
    '/brp/personen/:bsn',
    { config, schema: { params: object({ bsn: CITIZEN_NUMBER }) } },
    async ({ params }) => {
      await o.outages.pass('brp');
      const [person] = await askPersons(o.database, [params.bsn]);
      if (person === undefined)
        throw platformProblem('niet-gevonden', { detail: 'Deze persoon staat niet in de BRP.' });
      return person;
    },
  );

  app.post<{ Body: { burgerservicenummers: string[] } }>(
    '/brp/personen/raadplegen',
    { config, schema: { body: object({ burgerservicenummers: list(CITIZEN_NUMBER, ASK_AT_MOST) }) } },
    async ({ body }) => {
      await o.outages.pass('brp');
      return { personen: await askPersons(o.database, body.burgerservicenummers) };
    },
  );

  app.post<{ Body: BrpPerson[] }>('/brp/personen', { config, schema: { body: list(BRP_PERSON) } }, async ({ body }) => {
    checkPeople(body, ({ geboortedatum, overlijdensdatum }) => ({ geboortedatum, overlijdensdatum }));
    checkFormerNumbers(body);
    const changed = await postPersons(o.database, body);
    o.announcer.wake();
    return { aantal: body.length, gewijzigd: changed };
  });

  app.get<{ Querystring: { vanaf?: number; aantal?: number } }>(
    '/bevolking',
    { config, schema: { querystring: POPULATION_QUERY } },
    async ({ query: { vanaf = 0, aantal = SHOW_USUALLY } }) => ({
      personen: await readPersons(o.database, syntheticNumbers(vanaf, aantal)),
      totaal: populationSize(),
    }),
  );
}
