/**
 * An existing topic has another number of partitions than the catalogue says. The number is fixed at creation, because
 * a key would change partition and lose its order: make a new topic, or correct the catalogue.
 */
export class TopicMismatchError extends Error {
  override readonly name = 'TopicMismatchError';
  readonly code = 'TOPIC_MISMATCH';
  readonly retryable = false;

  constructor(topic: string, expected: number, found: number) {
    super(
      `topic ${topic} has ${found} partitions, the catalogue says ${expected}: make a new topic or correct the catalogue`,
    );
  }
}
