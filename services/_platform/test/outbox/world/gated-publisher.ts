import { PublishError } from '../../../src/messaging/publish-error.ts';
import type { Publisher } from '../../../src/messaging/messaging.ts';

/** A real publisher behind a gate, for what a network does: answers that come late, or never. */
export interface GatedPublisher extends Publisher {
  /** Calls wait here from now on. */
  hold(): void;
  release(): void;
  /** Calls that wait now. */
  readonly held: number;
  /** The next calls reach the broker, but their answer is lost. */
  loseAnswers(count: number): void;
  /** Number of calls that reached the broker. */
  readonly calls: number;
}

export function gate(publisher: Publisher): GatedPublisher {
  let open: Promise<void> | undefined;
  let release: () => void = () => undefined;
  let held = 0;
  let calls = 0;
  let answersToLose = 0;
  return {
    hold() {
      open = new Promise((resolve) => (release = resolve));
    },
    release() {
      open = undefined;
      release();
    },
    get held() {
      return held;
    },
    get calls() {
      return calls;
    },
    loseAnswers(count) {
      answersToLose = count;
    },
    async publish(records) {
      held += 1;
      await open;
      held -= 1;
      calls += 1;
      await publisher.publish(records);
      if (answersToLose > 0) {
        answersToLose -= 1;
        throw new PublishError('UNAVAILABLE', 'the answer was lost');
      }
    },
    close: () => publisher.close(),
  };
}
