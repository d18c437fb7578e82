import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { parseStrictJson } from './parse-strict-json.ts';
import { platformProblem } from './platform-problem.ts';

/**
 * Bodies are JSON in UTF-8, plain or gzip. Fastify counts the bytes that come out of this stage against the body
 * limit and stops reading there, so a gzip bomb costs no more than a body of that size.
 */
export function acceptJsonBodies(app: FastifyInstance, o: { maxDepth: number }): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
      done(platformProblem('soort-inhoud-onbekend', { detail: 'JSON wordt alleen in UTF-8 aangenomen.' }));
      return;
    }
    done(null, parseStrictJson(body as Buffer, o));
  });

  app.addHook('preParsing', (request, reply, payload, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') {
      done();
    } else if (encoding === 'gzip') {
      const decoded = gunzip(payload);
      // Whatever is left when the answer is out (a bomb that was refused) is not unpacked any more.
      reply.raw.once('close', () => decoded.destroy());
      done(null, decoded);
    } else {
      const detail = 'De inhoud mag alleen met gzip zijn ingepakt.';
      done(platformProblem('soort-inhoud-onbekend', { detail, headers: { 'accept-encoding': 'gzip' } }));
    }
  });
}

/** Fastify compares `receivedEncodedLength` with the header content-length. */
type DecodedStream = Readable & { receivedEncodedLength: number };

function gunzip(encoded: Readable): DecodedStream {
  const decoded = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
  encoded.on('data', (chunk: Buffer) => {
    decoded.receivedEncodedLength += chunk.length;
  });
  encoded.on('error', (error) => decoded.destroy(error));
  return encoded.pipe(decoded);
}
