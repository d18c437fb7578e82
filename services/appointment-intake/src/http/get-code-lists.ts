import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codeListFiles } from '../../../../schemas/code-lists/load-code-lists.ts';
import type { CodeLists, Validity } from '../../../../schemas/code-lists/rows.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { patterns } from './patterns.ts';

interface Call {
  Params: { naam: string };
  Querystring: { geldigOp?: string };
}

const config = { access: { public: true } } as const;
const schema = {
  params: {
    type: 'object',
    required: ['naam'],
    properties: { naam: { type: 'string', pattern: '^[a-z_]{1,40}$' } },
  },
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: { geldigOp: { type: 'string', pattern: patterns.date, format: 'date' } },
  },
};

/**
 * `GET /v1/waardenlijsten` and `/v1/waardenlijsten/{naam}?geldigOp=`: the code lists, for everybody, with ETag.
 * The longest list is 2.3 MB of JSON and takes 15 ms to write, and anybody may ask: whole lists are written once.
 */
export function registerGetCodeLists(app: FastifyInstance, lists: CodeLists): void {
  const listNames = Object.entries(codeListFiles) as [keyof typeof codeListFiles, string][];
  const rowsByName = new Map(listNames.map(([list, naam]) => [naam, lists[list] as readonly object[]]));
  const waardenlijsten = [...rowsByName].map(([naam, rows]) => ({ naam, aantal: rows.length }));
  const written = new Map<string, string>();
  const writeList = (naam: string, rijen: readonly object[]): string =>
    JSON.stringify({ naam, versie: lists.version, rijen });

  app.get('/v1/waardenlijsten', { config }, (request, reply) =>
    sendTagged(request, reply, [lists.version], () => JSON.stringify({ versie: lists.version, waardenlijsten })),
  );

  app.get<Call>('/v1/waardenlijsten/:naam', { config, schema }, (request, reply) => {
    const { naam } = request.params;
    const { geldigOp } = request.query;
    const rows = rowsByName.get(naam);
    if (rows === undefined) throw platformProblem('niet-gevonden', { detail: 'Deze waardenlijst is er niet.' });
    return sendTagged(request, reply, [lists.version, naam, geldigOp ?? ''], () => {
      if (geldigOp !== undefined) {
        return writeList(
          naam,
          rows.filter((row) => holdsOn(row, geldigOp)),
        );
      }
      const text = written.get(naam) ?? writeList(naam, rows);
      written.set(naam, text);
      return text;
    });
  });
}

function holdsOn({ geldigVan, geldigTot }: Validity, day: string): boolean {
  return (geldigVan === undefined || geldigVan <= day) && (geldigTot === undefined || geldigTot >= day);
}

/**
 * The tag follows from the version of the lists (a hash of their content) and from what was asked: the same in every
 * process, another when any row changes, and known before the answer is written.
 */
function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  follows: readonly string[],
  write: () => string,
): FastifyReply {
  const etag = `"${createHash('sha256').update(follows.join(' ')).digest('base64url').slice(0, 27)}"`;
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  reply.headers({ etag, 'cache-control': 'public, no-cache' });
  if (known?.includes(etag) || known?.includes('*')) return reply.code(304).send();
  return reply.type('application/json').send(write());
}
