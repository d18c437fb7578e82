import { hash } from 'node:crypto';
import { DatabaseError } from '../database/database.ts';
import { describeError } from '../logging/describe-error.ts';
import { PoisonError } from './poison-error.ts';

/** Why a record is parked, as stored and shown to operators. */
export interface Failure {
  /** Short code: groups causes for people. */
  readonly reason: string;
  /** Groups causes exactly: consumer, error class and place, without variable parts. */
  readonly fingerprint: string;
  readonly message: string;
  readonly stack: string | null;
}

/**
 * Messages of PoisonError are ours and repeat no content; of any other error only class, code and place are kept,
 * because libraries put pieces of the record in their messages.
 */
export function describeFailure(consumer: string, error: unknown): Failure {
  const { class: name, code, stack, cause } = describeError(error);
  const reason = error instanceof PoisonError ? error.code : reasonOf(error, name, code);
  const place = (stack?.[0] ?? '').replace(/\(?\S*\/([^/]+)$/, '$1');
  const constraint = error instanceof DatabaseError ? (error.constraint ?? '') : '';
  return {
    reason: storable(reason),
    fingerprint: hash('sha256', [consumer, name, reason, constraint, place].join('\n')).slice(0, 16),
    message:
      error instanceof PoisonError ? storable(error.message) : [name, code, constraint].filter(Boolean).join(' '),
    stack: stack === undefined ? null : storable([...stack, ...(cause?.stack ?? [])].join('\n')),
  };
}

function reasonOf(error: unknown, name: string, code: string | undefined): string {
  if (error instanceof DatabaseError && error.sqlstate !== undefined) return `SQLSTATE_${error.sqlstate}`;
  return code ?? name;
}

/** PostgreSQL takes every text but the zero character, and JSON no half surrogate. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
