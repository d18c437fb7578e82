import { PublishError } from '../messaging/publish-error.ts';

/**
 * The broker will refuse the same call again, until somebody does something about the record or about its topic: what is
 * not to blame must not wait for that.
 */
export function isRefusal(error: unknown): error is PublishError {
  return error instanceof PublishError && (error.code === 'RECORD_TOO_LARGE' || error.topics.length > 0);
}
