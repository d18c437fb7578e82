/** A row that could never be published: committing it would block its slot for ever. The caller is at fault. */
export class OutboxRowError extends Error {
  override readonly name = 'OutboxRowError';
  readonly code: 'OUTBOX_ROW_TOO_LARGE' | 'OUTBOX_ROW_INVALID';
  readonly retryable = false;

  constructor(code: OutboxRowError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
