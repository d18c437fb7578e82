import type { FastifyInstance } from 'fastify';
import type { CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import type { Validity } from '../../../../schemas/code-lists/rows.ts';
import { writeListAsCsv } from '../../../../schemas/code-lists/write-list.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { CurrentList, ListWatch } from '../lists/current-lists.ts';
import type { ListRows } from '../sql/read-list-rows.ts';
import {
  entityTag,
  formatAsked,
  listEntityTag,
  listNamed,
  listParams,
  sendTagged,
  type ListFormat,
} from './code-list-calls.ts';
import { patterns } from './patterns.ts';
import { createVersionShelf } from './version-shelf.ts';

interface Call {
  Params: { naam: string };
  Querystring: { geldigOp?: string; versie?: string };
}

const config = { access: { public: true } } as const;
const schema = {
  params: listParams,
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      geldigOp: { type: 'string', pattern: patterns.date, format: 'date' },
      versie: { type: 'string', pattern: patterns.listVersion },
    },
  },
};

/**
 * `GET /v1/waardenlijsten` and `/v1/waardenlijsten/{naam}?geldigOp=&versie=`: the code lists, for everybody, as JSON or CSV,
 * with ETag. The longest list is 2.3 MB of JSON and takes 15 ms to write, and anybody may ask: a whole list is written
 * once per version and form.
 */
export function registerGetCodeLists(
  app: FastifyInstance,
  { lists, database, clock }: { readonly lists: ListWatch; readonly database: Queryable; readonly clock: Clock },
): void {
  const shelf = createVersionShelf(database);
  const written = new WeakMap<CurrentList, Map<ListFormat, string>>();
  const writeOnce = (naam: CodeListName, list: CurrentList, format: ListFormat): string => {
    const forms = written.get(list) ?? new Map<ListFormat, string>();
    written.set(list, forms);
    const text = forms.get(format) ?? writeList(naam, list, format, list.planned);
    forms.set(format, text);
    return text;
  };

  app.get('/v1/waardenlijsten', { config }, (request, reply) => {
    const { tag, lists: current } = lists.current();
    const waardenlijsten = [...current].map(([naam, list]) => ({ naam, aantal: list.rows.length, ...described(list) }));
    const write = () => JSON.stringify({ versie: tag, waardenlijsten });
    return sendTagged(request, reply, { etag: entityTag(tag), format: 'json', write });
  });

  app.get<Call>('/v1/waardenlijsten/:naam', { config, schema }, async (request, reply) => {
    const naam = listNamed(request.params.naam);
    const current = lists.current().lists.get(naam);
    if (current === undefined) throw platformProblem('niet-gevonden');
    const format = formatAsked(request);
    const { geldigOp, versie } = request.query;
    if (geldigOp === undefined && versie === undefined) {
      const etag = listEntityTag(current.tag, format);
      return sendTagged(request, reply, { etag, format, write: () => writeOnce(naam, current, format) });
    }
    const version = versie === undefined ? versionOn(current, geldigOp ?? '', clock.today()) : Number(versie);
    const found = version === current.version ? undefined : await shelf.take(naam, version);
    if (version !== current.version && found === undefined) {
      throw platformProblem('niet-gevonden', { detail: 'Deze versie van de waardenlijst is er niet.' });
    }
    const list = found === undefined ? current : asList(found);
    // The rows of a version never change: its number and the day say all.
    const etag = entityTag(naam, String(version), geldigOp ?? '', format);
    const rows = list.rows.filter((row) => geldigOp === undefined || holdsOn(row, geldigOp));
    return sendTagged(request, reply, { etag, format, write: () => writeList(naam, { ...list, rows }, format) });
  });
}

type Listed = Pick<CurrentList, 'version' | 'effectiveFrom' | 'rows'>;

/**
 * For a day to come: the version that will hold then. For today and before: the one that holds now, because records of
 * earlier dates are judged with it too; the rows say which of them held on that day.
 */
function versionOn({ version, planned }: CurrentList, day: string, today: string): number {
  if (day <= today) return version;
  return planned.findLast(({ effectiveFrom }) => effectiveFrom <= day)?.version ?? version;
}

function asList({ version, effective_from: effectiveFrom, rows }: ListRows): Listed {
  return { version, effectiveFrom, rows };
}

function writeList(naam: CodeListName, list: Listed, format: ListFormat, planned?: CurrentList['planned']): string {
  if (format === 'csv') return writeListAsCsv(naam, list.rows);
  return JSON.stringify({ naam, ...described({ ...list, planned: planned ?? [] }), rijen: list.rows });
}

/** When no version is planned, nothing is said of it. */
function described({ version, effectiveFrom, planned }: Pick<CurrentList, 'version' | 'effectiveFrom' | 'planned'>) {
  return {
    versie: String(version),
    ingangsdatum: effectiveFrom,
    ...(planned.length === 0
      ? {}
      : { gepland: planned.map((next) => ({ versie: String(next.version), ingangsdatum: next.effectiveFrom })) }),
  };
}

function holdsOn({ geldigVan, geldigTot }: Validity, day: string): boolean {
  return (geldigVan === undefined || geldigVan <= day) && (geldigTot === undefined || geldigTot >= day);
}
