/**
 * A record that cannot be read, now or later, as it is. Thrown by `decode`; the record is parked under `code`.
 * `message` is stored with the record and shown to operators, so it must not repeat content.
 */
export class PoisonError extends Error {
  override readonly name = 'PoisonError';
  readonly code: string;
  readonly retryable = false;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
