import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logging/logger.ts';
import { platformProblem, unavailable } from './platform-problem.ts';
import type { PlatformProblemType } from './platform-problem.ts';
import { Problem } from './problem.ts';
import { traceIdOf } from './trace-context.ts';

const CONTENT_TYPE = 'application/problem+json';

/** Errors of Fastify itself, by their code. Others of class FST_ERR_… are faults of ours. */
const FASTIFY_ERRORS: Readonly<Record<string, PlatformProblemType>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'te-groot',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'soort-inhoud-onbekend',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'ongeldig-verzoek',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'geen-json',
  FST_ERR_BAD_URL: 'ongeldig-verzoek',
  FST_ERR_MAX_PARAM_LENGTH: 'adres-te-lang',
  FST_ERR_VALIDATION: 'ongeldig-verzoek',
};

/** The one place where an error becomes an answer. */
export function answerProblems(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    logProblem(log, problem, error, request);
    return send(reply, problem, traceIdOf(request.traceparent));
  });
}

/** An error inside an answer that has begun already: logged like any other, and given as the object of its problem. */
export function problemInAnswer(error: unknown, request: FastifyRequest, log: Logger): object {
  const problem = toProblem(error as FastifyError);
  logProblem(log, problem, error, request);
  return problemObject(problem, traceIdOf(request.traceparent));
}

function logProblem(log: Logger, problem: Problem, error: unknown, request: FastifyRequest): void {
  if (problem.status < 500) return;
  const fields = {
    route: request.routeOptions.url,
    method: request.method,
    traceId: traceIdOf(request.traceparent),
  };
  if (problem.status === 503) log.warn('REQUEST_PUT_OFF', { ...fields, status: 503, error });
  else log.error('REQUEST_FAILED', { ...fields, status: problem.status, error });
}

/** Errors of the router, which come before any hook. */
export function answerFrameworkError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void send(reply, toProblem(error));
}

function send(reply: FastifyReply, problem: Problem, traceId?: string): FastifyReply {
  // As bytes, because Fastify adds a charset to the type of a text, and JSON has none.
  const body = Buffer.from(problemText(problem, traceId));
  return reply.code(problem.status).headers(problem.headers).type(CONTENT_TYPE).send(body);
}

function problemText(problem: Problem, traceId?: string): string {
  return JSON.stringify(problemObject(problem, traceId));
}

function problemObject(problem: Problem, traceId?: string): object {
  return {
    type: `urn:lrr:probleem:${problem.type}`,
    title: problem.title,
    status: problem.status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(traceId === undefined ? {} : { instance: `urn:lrr:verzoek:${traceId}` }),
    ...problem.extra,
  };
}

/** Errors that a later try can repair (`retryable`: database, Kafka, another service) are 503; unknown ones 500. */
function toProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error;
  if ((error as { retryable?: unknown }).retryable === true) return unavailable(5, { cause: error });
  if (error.validation !== undefined) return invalidRequest(error);
  const type = FASTIFY_ERRORS[error.code];
  if (type !== undefined) return platformProblem(type, { cause: error });
  // What zlib says of a body that is not gzip.
  if (/^Z_[A-Z]+_ERROR$/.test(error.code)) {
    return platformProblem('ongeldig-verzoek', { detail: 'De inhoud is geen geldige gzip.', cause: error });
  }
  if (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return platformProblem('ongeldig-verzoek', { detail: 'De verbinding brak af.', cause: error });
  }
  return platformProblem('storing', { cause: error });
}

/** Names place and rule of each fault, never a value or the name of an unknown field. */
function invalidRequest(error: FastifyError): Problem {
  const fouten = (error.validation ?? []).map(({ instancePath, keyword, params }) => {
    const missing = (params as { missingProperty?: unknown }).missingProperty;
    return { veld: typeof missing === 'string' ? `${instancePath}/${missing}` : instancePath, regel: keyword };
  });
  return platformProblem('ongeldig-verzoek', {
    extra: { deel: PARTS[error.validationContext ?? ''] ?? 'verzoek', fouten },
    cause: error,
  });
}

const PARTS: Readonly<Record<string, string>> = {
  body: 'inhoud',
  querystring: 'zoekvraag',
  params: 'pad',
  headers: 'kopregels',
};

const CONNECTION_ERRORS: Readonly<Record<string, PlatformProblemType>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'te-traag',
  HPE_HEADER_OVERFLOW: 'kopregels-te-groot',
};

/** For what goes wrong before there is a request: unreadable HTTP, headers that are too large, a body that is too slow. */
export function answerBrokenConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = platformProblem(CONNECTION_ERRORS[error.code ?? ''] ?? 'ongeldig-verzoek');
  const text = problemText(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.type}\r\ncontent-type: ${CONTENT_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}
