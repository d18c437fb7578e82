import { PublishError } from '../publish-error.ts';

/** Names of the broker's errors as kafkajs spells them. */
const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
const UNKNOWN_TOPIC = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION']);
/** INVALID_TXN_STATE: the brokers ended what was under way, because another asked for an epoch. */
const FENCED = new Set(['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED', 'INVALID_TXN_STATE']);

/** What a failure of kafkajs means to a publisher. kafkajs wraps the broker's answer in up to three errors of its own. */
export function publishErrorOf(cause: unknown): PublishError {
  const types = new Set<unknown>();
  for (let error = cause; error instanceof Error && types.size < 10; error = error.cause) {
    types.add((error as { type?: unknown }).type);
  }
  if (!types.isDisjointFrom(TOO_LARGE)) {
    return new PublishError('RECORD_TOO_LARGE', 'a record is larger than its topic takes', cause);
  }
  if (!types.isDisjointFrom(UNKNOWN_TOPIC)) {
    return new PublishError('UNKNOWN_TOPIC', 'a topic or partition does not exist: create the topics first', cause);
  }
  if (!types.isDisjointFrom(FENCED)) {
    return new PublishError('FENCED', 'another publisher of this name took its place', cause);
  }
  return new PublishError('UNAVAILABLE', 'the records were not acknowledged: publish them again', cause);
}
