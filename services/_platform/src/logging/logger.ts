import type { LogFields } from './log-fields.ts';

/**
 * Logs say what happened by a code (UPPER_SNAKE) and fields of the allow-list in log-fields.ts; there is no free text,
 * so that nothing of a person can slip in.
 */
export interface Logger {
  debug(code: string, fields?: LogFields): void;
  info(code: string, fields?: LogFields): void;
  warn(code: string, fields?: LogFields): void;
  error(code: string, fields?: LogFields): void;
}
