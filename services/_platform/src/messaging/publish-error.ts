export type PublishErrorCode =
  /** One record is larger than its topic takes: it will never be stored as it is. */
  | 'RECORD_TOO_LARGE'
  /** The topic, or the partition asked for, does not exist. */
  | 'UNKNOWN_TOPIC'
  /** Broker away, answer lost, too few replicas, time out: some of the records may be stored. */
  | 'UNAVAILABLE'
  /** Another sole publisher of this name was opened since. */
  | 'FENCED'
  /** The publisher was closed before the records were sent. */
  | 'CLOSED';

const RETRYABLE: Record<PublishErrorCode, boolean> = {
  RECORD_TOO_LARGE: false,
  UNKNOWN_TOPIC: true,
  UNAVAILABLE: true,
  FENCED: false,
  CLOSED: false,
};

/** The only error `publish` rejects with. `retryable`: the same call can succeed later, unchanged. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  readonly code: PublishErrorCode;
  readonly retryable: boolean;
  /** With UNKNOWN_TOPIC: which topics of the call do not exist, as far as that is known. */
  readonly topics: readonly string[];

  constructor(code: PublishErrorCode, message: string, cause?: unknown, topics: readonly string[] = []) {
    super(message, { cause });
    this.code = code;
    this.topics = topics;
    this.retryable = RETRYABLE[code];
  }
}
