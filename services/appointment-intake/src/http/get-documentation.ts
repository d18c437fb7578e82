import type { FastifyInstance } from 'fastify';
import type { CodeLists } from '../../../../schemas/code-lists/rows.ts';
import { renderDocumentation } from '../../../../schemas/documentation/render-documentation.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { entityTag, namesTag } from './code-list-calls.ts';

const config = { access: { public: true } } as const;

/** The pages have a style sheet of their own and nothing else: no script, no frame, no form. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /documentatie` and below: the pages for suppliers, for everybody; made once, when the service starts. */
export function registerGetDocumentation(app: FastifyInstance, lists: CodeLists): void {
  const pages = new Map(
    [...renderDocumentation(lists)].map(([at, page]) => [at, { ...page, etag: entityTag(page.text) }]),
  );
  for (const url of ['/documentatie', '/documentatie/*']) {
    app.get(url, { config }, (request, reply) => {
      const page = pages.get(request.url.split('?', 1)[0] ?? '');
      if (page === undefined) {
        throw platformProblem('niet-gevonden', { detail: 'Deze bladzijde is er niet. Begin bij /documentatie.' });
      }
      reply.headers({ etag: page.etag, 'cache-control': 'public, no-cache', 'content-security-policy': policy });
      if (namesTag(request.headers['if-none-match'], page.etag)) return reply.code(304).send();
      return reply.type(page.contentType).send(page.text);
    });
  }
}
