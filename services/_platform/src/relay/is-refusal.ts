import { PublishError } from '../messaging/publish-error.ts';

/** The broker will refuse the same call again, whenever it is made: one of its records is to blame, or its topic. */
export function isRefusal(error: unknown): boolean {
  return error instanceof PublishError && !error.retryable && error.code !== 'CLOSED';
}
