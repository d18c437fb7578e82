import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import type { ListFault } from '../../../../schemas/code-lists/list-fault.ts';
import { readListFromCsv, readListFromJson, type ReadList } from '../../../../schemas/code-lists/read-list.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { Problem } from '../../../_platform/src/http/problem.ts';
import type { ActivationParts } from '../lists/activate-versions.ts';
import { hasOnlyMovedOn, listsTag, type ListWatch } from '../lists/current-lists.ts';
import { proposeVersion, type ProposalOutcome } from '../lists/propose-version.ts';
import { changeableLists } from '../lists/store-first-versions.ts';
import type { ListHead } from '../sql/find-list-heads.ts';
import { formatAsked, listEntityTag, listNamed, listParams, namesTag } from './code-list-calls.ts';
import { managerOf, managers } from './managers.ts';
import { patterns } from './patterns.ts';

interface Call {
  Params: { naam: string };
  Querystring: { ingangsdatum: string; proef?: boolean; vervangGepland?: boolean };
}

const schema = {
  params: listParams,
  querystring: {
    type: 'object',
    additionalProperties: false,
    required: ['ingangsdatum'],
    properties: {
      ingangsdatum: { type: 'string', pattern: patterns.date, format: 'date' },
      proef: { type: 'boolean' },
      vervangGepland: { type: 'boolean' },
    },
  },
};

/** The institutions are 2.3 MB as JSON today; a manager may send a list four times as long. */
const bodyLimit = 10 * 1024 * 1024;
/** Most faults and changed rows that one answer shows; the counts are of all. */
const mostShown = 5_000;

/** `PUT /v1/waardenlijsten/{naam}`: a new version of a list, as CSV or JSON, from a day on. */
export function registerPutCodeList(
  app: FastifyInstance,
  parts: ActivationParts & { readonly lists: ListWatch },
): void {
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.put<Call>(
      '/v1/waardenlijsten/:naam',
      { config: { access: managers }, schema, bodyLimit },
      async (request, reply) => putCodeList(request, reply, parts),
    );
    done();
  });
}

async function putCodeList(
  request: FastifyRequest<Call>,
  reply: FastifyReply,
  parts: ActivationParts & { readonly lists: ListWatch },
) {
  const list = listNamed(request.params.naam);
  if (!changeableLists.has(list)) throw fixedList();
  const { ingangsdatum, proef = false, vervangGepland = false } = request.query;
  const condition = request.headers['if-match'];
  if (condition === undefined || condition.trim() === '*') throw conditionMissing();
  const names = (tag: string): boolean =>
    namesTag(condition, listEntityTag(tag, 'json')) || namesTag(condition, listEntityTag(tag, 'csv'));
  // The newest that anybody can have fetched from this process.
  const shown = parts.lists.current().lists.get(list);
  const namesShown = shown !== undefined && names(shown.tag);
  const outcome = await proposeVersion(
    {
      list,
      read: readBody(list, request.body),
      effectiveFrom: ingangsdatum,
      knows: (heads) => names(listsTag(heads)) || (namesShown && hasOnlyMovedOn(shown, heads)),
      replacesPlanned: vervangGepland,
      isTrial: proef,
      by: managerOf(request),
    },
    parts,
  );
  if (outcome.outcome === 'OUTDATED') throw listChanged(namesShown);
  const answer = answerTo(outcome, { list, ingangsdatum });
  await parts.lists.look();
  reply.header('etag', listEntityTag(answer.etagOf, formatAsked(request)));
  return answer.body;
}

function readBody(list: CodeListName, body: unknown): ReadList {
  if (Buffer.isBuffer(body)) return readListFromCsv(list, body);
  const rows: unknown = (body as { rijen?: unknown } | null)?.rijen;
  if (Array.isArray(rows) && Object.keys(body as object).length === 1) return readListFromJson(list, rows);
  throw platformProblem('ongeldig-verzoek', {
    detail: 'Stuur de lijst als CSV, of als JSON-object met alleen het veld rijen.',
  });
}

/** @throws Problem for everything that was not taken */
function answerTo(
  outcome: Exclude<ProposalOutcome, { outcome: 'OUTDATED' }>,
  { list, ingangsdatum }: { list: CodeListName; ingangsdatum: string },
) {
  switch (outcome.outcome) {
    case 'IN_THE_PAST':
      throw platformProblem('ongeldig-verzoek', { detail: 'De ingangsdatum is vandaag of later.' });
    case 'PLANNED_IN_THE_WAY':
      throw plannedInTheWay(outcome.planned);
    case 'FAULTY':
      throw faultyList(outcome.faults);
    case 'TOO_LARGE':
      throw platformProblem('te-groot', { detail: 'Een lijst past in een bericht van 850.000 bytes.' });
    case 'TAKEN':
    case 'UNCHANGED':
    case 'TRIED': {
      const { added, removed, changed } = outcome.difference;
      const body = {
        naam: list,
        ...(outcome.version === undefined ? {} : { versie: String(outcome.version) }),
        ingangsdatum,
        uitkomst: results[outcome.outcome],
        aantallen: { toegevoegd: added.length, verwijderd: removed.length, gewijzigd: changed.length },
        verschil: {
          toegevoegd: added.slice(0, mostShown),
          verwijderd: removed.slice(0, mostShown),
          gewijzigd: changed.slice(0, mostShown).map(({ from, to }) => ({ was: from, wordt: to })),
        },
        vervallen: outcome.lapsed.map(shown),
      };
      return { body, etagOf: listsTag(outcome.heads.filter(({ name }) => name === list)) };
    }
  }
}

const results = { TAKEN: 'OVERGENOMEN', UNCHANGED: 'ONGEWIJZIGD', TRIED: 'PROEF' } as const;

function shown({ version, effective_from: ingangsdatum }: ListHead) {
  return { versie: String(version), ingangsdatum };
}

function fixedList(): Problem {
  return platformProblem('methode-niet-toegestaan', {
    detail:
      'Deze lijst hoort bij de uitgave van de software en verandert alleen met een nieuwe uitgave, want andere diensten ' +
      `lezen haar bij hun start. Zo te wijzigen zijn: ${[...changeableLists].join(', ')}.`,
    headers: { allow: 'GET, HEAD' },
  });
}

function conditionMissing(): Problem {
  return new Problem({
    status: 428,
    type: 'voorwaarde-ontbreekt',
    title: 'Dit verzoek heeft een kopregel If-Match nodig',
    detail: 'Noem de ETag van de lijst zoals u die ophaalde, zodat niemands wijziging verloren gaat.',
  });
}

/**
 * @param isShown whether the tag is of the list as it is shown: a newer version is shown only when Kafka has told the
 *   register of it, and to fetch the list again before that would give the same one
 */
function listChanged(isShown: boolean): Problem {
  return new Problem({
    status: 412,
    type: 'lijst-gewijzigd',
    title: 'De lijst is intussen gewijzigd',
    detail: isShown
      ? 'Een nieuwere versie is vastgelegd, en wordt getoond zodra zij naar het register is verstuurd. Haal de lijst dan ' +
        'opnieuw op, verwerk uw wijziging daarin en noem de nieuwe ETag; GET …/versies toont haar nu al.'
      : 'Haal de lijst opnieuw op, verwerk uw wijziging daarin en noem de nieuwe ETag.',
  });
}

function plannedInTheWay(planned: readonly ListHead[]): Problem {
  return platformProblem('conflict', {
    detail: 'Er staat een latere versie gepland, zonder deze wijziging. Laat die vervallen met vervangGepland=true.',
    extra: { gepland: planned.map(shown) },
  });
}

function faultyList(faults: readonly ListFault[]): Problem {
  return new Problem({
    status: 422,
    type: 'waardenlijst-ongeldig',
    title: 'De lijst houdt zich niet aan haar regels; er is niets overgenomen',
    detail: 'Verbeter wat bij fouten staat en lever de hele lijst opnieuw aan.',
    extra: {
      aantalFouten: faults.length,
      fouten: faults.slice(0, mostShown).map(({ list, row, column, rule, text }) => ({
        lijst: list,
        ...(row === undefined ? {} : { rij: row }),
        ...(column === undefined ? {} : { kolom: column }),
        regel: rule,
        tekst: text,
      })),
    },
  });
}
