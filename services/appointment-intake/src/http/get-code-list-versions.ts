import type { FastifyInstance } from 'fastify';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import { findListVersions, type ListVersionRow } from '../sql/find-list-versions.ts';
import { listNamed, listParams } from './code-list-calls.ts';
import { managers } from './managers.ts';

/** `GET /v1/waardenlijsten/{naam}/versies`: every version of a list, newest first, with who made it and when. */
export function registerGetCodeListVersions(app: FastifyInstance, database: Queryable): void {
  app.get<{ Params: { naam: string } }>(
    '/v1/waardenlijsten/:naam/versies',
    { config: { access: managers }, schema: { params: listParams } },
    async ({ params }) => {
      const naam = listNamed(params.naam);
      const versions = await findListVersions(database, naam);
      const active = versions.find((version) => version.activated_at !== null)?.version;
      return { naam, versies: versions.map((version) => versionShown(version, active)) };
    },
  );
}

function versionShown(row: ListVersionRow, active: number | undefined) {
  return {
    versie: String(row.version),
    ingangsdatum: row.effective_from,
    aantal: row.row_count,
    toestand: stateOf(row, active),
    vastgelegdOp: row.made_at,
    vastgelegdDoor: row.made_by,
    ...(row.activated_at === null ? {} : { actiefSinds: row.activated_at }),
    ...(row.lapsed_at === null ? {} : { vervallenOp: row.lapsed_at, vervallenDoor: row.lapsed_by }),
  };
}

function stateOf(row: ListVersionRow, active: number | undefined): 'GEPLAND' | 'ACTIEF' | 'VERVANGEN' | 'VERVALLEN' {
  if (row.lapsed_at !== null) return 'VERVALLEN';
  if (row.activated_at === null) return 'GEPLAND';
  return row.version === active ? 'ACTIEF' : 'VERVANGEN';
}
