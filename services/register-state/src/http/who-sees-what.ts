import type { Access } from '../../../_platform/src/http/access.ts';
import type { ReadActivity } from '../messages/processing-record.ts';
import type { Role } from '../lookups/reader.ts';
import { all, sees } from './allowed-members.ts';
import type { Roles } from './allowed-members.ts';
import { boardRows } from './board-rows.ts';
import { consumerRows } from './consumer-rows.ts';
import { correctionRows } from './correction-rows.ts';
import { teaching } from './registration-members.ts';
import { registrationRows } from './registration-rows.ts';
import type { ForRoles, ForServices } from './resource-row.ts';

const I: Roles = ['INSPECTIE'];
const IB: Roles = ['INSPECTIE', 'BEHEER'];

/** For those who watch over the register. */
const supervisionRows = {
  termijnoverschrijdingen: {
    route: 'GET /v1/termijnoverschrijdingen',
    whose: { INSPECTIE: 'ALLE' },
    reads: { activity: 'TERMIJNOVERSCHRIJDINGEN_INZIEN', fields: ['voorportaal'] },
    members: {
      cursor: I,
      overschrijdingen: {
        ...all(I, 'registratieId', 'bevoegdGezagNummer', 'benoemingvolgnummer', 'benoemingsgrondslag'),
        ...all(I, 'uiterlijkeDatum', 'status', 'sinds'),
        onderwijs: teaching(I),
        herinneringen: all(I, 'soort', 'datum'),
      },
    },
  },
  /** The proof: register ids that stand for nobody any more, and counts. */
  vernietigingen: {
    route: 'GET /v1/vernietigingen',
    whose: { INSPECTIE: 'ALLE', BEHEER: 'ALLE' },
    members: {
      cursor: IB,
      vernietigingen: {
        ...all(IB, 'soort', 'registratieId', 'datum', 'partitie', 'volgordenummer', 'status'),
        ...all(IB, 'nagekomenOpdrachten', 'uitgevoerdOp'),
        vernietigd: all(IB, 'tabel', 'rijen'),
        nogGevonden: all(IB, 'tabel', 'rijen'),
        topics: all(IB, 'topic', 'uiterlijkTot'),
      },
    },
  },
} as const satisfies Readonly<Record<string, ForRoles>>;

/**
 * Who sees what of the register (register's law, section 6): the one place where it is decided. A route takes its access
 * from its row and cannot be registered without one; every answer is cut to the members its reader's role has here
 * (guard-routes.ts). Add a member to a view and it is seen by nobody until it has its row. The rows of one family of
 * resources stand in one file beside it (…-rows.ts).
 */
export const WHO_SEES_WHAT = {
  ...registrationRows,
  ...boardRows,
  ...correctionRows,
  ...supervisionRows,
  ...consumerRows,
  simulatie: { route: 'POST /v1/simulaties', services: ['appointment-intake'] },
} as const satisfies Readonly<Record<string, ForRoles | ForServices>>;

export type Resource = keyof typeof WHO_SEES_WHAT;

export function rowOf(resource: Resource): ForRoles | ForServices {
  return WHO_SEES_WHAT[resource];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Row of WHO_SEES_WHAT; every route of the register's own API has one. */
    resource?: Resource;
  }
}

/** What a route puts in its `config`: its access follows from its row. */
export function seenBy(resource: Resource): { readonly resource: Resource; readonly access: Access } {
  const row = rowOf(resource);
  const access: Access =
    'services' in row
      ? { audience: 'urn:lrr:intern', services: row.services }
      : { audience: 'urn:lrr:register', roles: Object.keys(row.whose) };
  return { resource, access };
}

/** Which groups of a person's data an answer of this kind holds for this role. */
export function fieldsRead(activity: ReadActivity, role: Role): readonly string[] {
  for (const row of Object.values<ForRoles | ForServices>(WHO_SEES_WHAT)) {
    if (!('reads' in row) || row.reads.activity !== activity) continue;
    const { members, reads } = row;
    return reads.fields ?? Object.keys(members).filter((name) => sees(members[name], role));
  }
  throw new Error(`no answer in who-sees-what.ts reads ${activity}`);
}
