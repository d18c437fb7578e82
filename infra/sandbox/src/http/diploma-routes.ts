import type { FastifyInstance } from 'fastify';
import type { Database } from '../../../../services/_platform/src/database/database.ts';
import { platformProblem } from '../../../../services/_platform/src/http/platform-problem.ts';
import type { Announcer } from '../outside/announcer.ts';
import { postDiplomas } from '../outside/diploma-register.ts';
import type { PersonDiplomas } from '../outside/diploma-register.ts';
import type { Outages } from '../outside/outages.ts';
import { findDiplomas } from '../sql/find-diplomas.ts';
import { checkPeople } from './check-people.ts';
import { CITIZEN_NUMBER, list, object, PERSON_DIPLOMAS } from './wire-schemas.ts';

/** The diploma register: nobody has a diploma until one is posted. */
export function registerDiplomaRoutes(
  app: FastifyInstance,
  o: { database: Database; outages: Outages; announcer: Pick<Announcer, 'wake'> },
): void {
  const config = { access: { public: true } } as const;

  app.get<{ Params: { bsn: string } }>(
    '/diplomaregister/personen/:bsn',
    { config, schema: { params: object({ bsn: CITIZEN_NUMBER }) } },
    async ({ params }) => {
      await o.outages.pass('diplomaregister');
      const diplomas = await findDiplomas(o.database, params.bsn);
      if (diplomas.length === 0) {
        throw platformProblem('niet-gevonden', { detail: 'Het diplomaregister heeft niets van deze persoon.' });
      }
      return { burgerservicenummer: params.bsn, diplomas };
    },
  );

  app.post<{ Body: PersonDiplomas[] }>(
    '/diplomaregister/personen',
    { config, schema: { body: list(PERSON_DIPLOMAS) } },
    async ({ body }) => {
      checkPeople(body, ({ diplomas }) =>
        Object.fromEntries(diplomas.map((diploma, place) => [`diplomas/${place}/datumBehaald`, diploma.datumBehaald])),
      );
      const changed = await postDiplomas(o.database, body);
      o.announcer.wake();
      return { aantal: body.length, gewijzigd: changed };
    },
  );
}
