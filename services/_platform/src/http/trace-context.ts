import { randomBytes } from 'node:crypto';
import { isValidSpanId, isValidTraceId } from '@opentelemetry/api';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A W3C trace context that begins here; for requests without one, and wherever a privacy domain is left. */
export function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}

/** The next step of the trace that came in, or the first of a new one when what came in is no trace context. */
export function continueTrace(incoming: string | undefined): string {
  const parts = incoming === undefined ? null : TRACEPARENT.exec(incoming);
  if (parts === null || !isValidTraceId(parts[1] ?? '') || !isValidSpanId(parts[2] ?? '')) return newTraceparent();
  return `00-${parts[1]}-${randomBytes(8).toString('hex')}-${parts[3]}`;
}

export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}
