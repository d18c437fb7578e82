import type { FastifyRequest } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { loadPersons } from '../apply/load-persons.ts';
import { registerId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import { readerOf } from '../lookups/reader.ts';
import type { Reader } from '../lookups/reader.ts';
import { selectCorrectionParties } from '../sql/select-correction-parties.ts';
import { REGISTRATION_PARAMS } from './registration-routes.ts';

export const CORRECTION_PARAMS = {
  type: 'object',
  additionalProperties: false,
  required: ['correctieverzoekId'],
  properties: { correctieverzoekId: REGISTRATION_PARAMS.properties.registratieId },
} as const;

/**
 * The person whose request for correction this is, for those whom it concerns: himself, the board that was asked, and the
 * register's own people. To others it is as if it were not there.
 *
 * @throws 404
 */
export async function readOwnCorrection(
  database: Pick<Database, 'readSnapshot'>,
  caller: FastifyRequest['caller'],
  id: string,
): Promise<{ readonly person: Person; readonly reader: Reader }> {
  const reader = readerOf(caller);
  const person = await database.readSnapshot(async (db) => {
    const parties = await selectCorrectionParties(db, id);
    if (parties === undefined) return undefined;
    const { role, organisation } = reader;
    if (role === 'LERAAR' && caller.claims['registratieId'] !== parties.registerId) return undefined;
    if (role === 'BESTUUR' && organisation !== parties.board) return undefined;
    const owner = registerId(parties.registerId);
    return (await loadPersons(db, [owner])).get(owner);
  });
  if (person === undefined) throw platformProblem('niet-gevonden', { detail: 'Dit correctieverzoek is er niet.' });
  return { person, reader };
}
