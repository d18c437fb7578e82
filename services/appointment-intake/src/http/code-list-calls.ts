import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCodeListName, type CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';

/** How a list is written: JSON with the members of rows.ts, or the CSV file. */
export type ListFormat = 'json' | 'csv';

export const listParams = {
  type: 'object',
  required: ['naam'],
  properties: { naam: { type: 'string', pattern: '^[a-z_]{1,40}$' } },
} as const;

/** @throws Problem 404 */
export function listNamed(naam: string): CodeListName {
  if (isCodeListName(naam)) return naam;
  throw platformProblem('niet-gevonden', { detail: 'Deze waardenlijst is er niet.' });
}

/** An entity tag: the same in every process, another when what it follows from is another, known before writing. */
export function entityTag(...follows: readonly string[]): string {
  return `"${hash('sha256', follows.join(' '), 'base64url').slice(0, 27)}"`;
}

/** Tag of a list as it is now, in one of its two forms: what If-Match of a new version names. */
export function listEntityTag(listTag: string, format: ListFormat): string {
  return entityTag(listTag, format);
}

/** Whether one of the tags of a condition header is this one. */
export function namesTag(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((named) => named.trim().replace(/^W\//, '') === tag);
}

/** CSV when the caller likes it better than JSON. */
export function formatAsked(request: FastifyRequest): ListFormat {
  const liking = new Map(
    (request.headers.accept ?? '*/*').split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return [type, quality === undefined ? 1 : Number(quality.slice(2))] as const;
    }),
  );
  const likes = (type: string): number =>
    liking.get(type) ?? liking.get(`${type.split('/')[0] ?? ''}/*`) ?? liking.get('*/*') ?? 0;
  return likes('text/csv') > likes('application/json') ? 'csv' : 'json';
}

const contentTypes = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' };

/** Sends what `write` gives, or 304 when the caller has it already. */
export async function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  o: { readonly etag: string; readonly format: ListFormat; readonly write: () => string | Promise<string> },
): Promise<FastifyReply> {
  reply.headers({ etag: o.etag, 'cache-control': 'public, no-cache', vary: 'accept' });
  const known = request.headers['if-none-match'];
  if (namesTag(known, o.etag) || known?.trim() === '*') return reply.code(304).send();
  const text = await o.write();
  return reply.type(contentTypes[o.format]).send(text);
}
