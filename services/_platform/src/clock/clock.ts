/**
 * The time that the platform records. A service has one clock, made at its start and handed to everything that needs
 * the time; nothing else reads the wall clock for a fact that is stored or published.
 */
export interface Clock {
  /** The moment to record, with milliseconds. */
  now(): Date;
  /** The calendar day of `now()` in Europe/Amsterdam, 'YYYY-MM-DD'. */
  today(): string;
}

export interface RunningClock extends Clock {
  /**
   * Calls the listener with every day that begins from now on. A day may be skipped (the process slept, the date was
   * moved by more than a day): the listener looks up for itself which days it has missed.
   *
   * @returns a function that ends the subscription.
   */
  onNewDay(listener: (day: string) => void): () => void;
  stop(): void;
}

/** A clock whose date can be moved forward; exists in sandbox mode only. */
export interface MovableClock extends RunningClock {
  /**
   * Lets `pretendDay` stand for the real calendar day `realDay`; an earlier date than the present one is ignored.
   * Both are given, because a message about the date may cross midnight on its way.
   */
  moveTo(pretendDay: string, realDay?: string): void;
}

export function isMovable(clock: RunningClock): clock is MovableClock {
  return 'moveTo' in clock;
}
