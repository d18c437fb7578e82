/** Longest wait of one timer. Short, so that a machine that slept or a moved system clock is noticed soon. */
const LOOK_EVERY_MS = 1_000;

export interface DayWatch {
  readonly onNewDay: (listener: (day: string) => void) => () => void;
  /** Looks at once instead of at the next second. */
  readonly look: () => void;
  readonly stop: () => void;
}

/** Watches a clock and tells its listeners each time its calendar day has become a later one. */
export function watchDays(today: () => string): DayWatch {
  const listeners = new Set<(day: string) => void>();
  let known = today();
  const look = (): void => {
    const day = today();
    if (day <= known) return;
    known = day;
    for (const listener of listeners) listener(day);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    onNewDay: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look,
    stop: () => {
      clearInterval(timer);
      listeners.clear();
    },
  };
}
