import pino from 'pino';
import { describeError } from './describe-error.ts';
import { allowedFields } from './log-fields.ts';
import type { LogFields } from './log-fields.ts';
import type { Logger } from './logger.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * JSON lines on standard output: `{"level", "time", "service", "instance"?, "code", …allowed fields}`.
 *
 * @param o.destination for tests; standard output otherwise, written synchronously so that the line before a crash
 * is there.
 */
export function createLogger(o: {
  service: string;
  instance?: string;
  level?: LogLevel;
  destination?: { write(line: string): void };
}): Logger {
  const target = pino(
    {
      level: o.level ?? 'info',
      base: { service: o.service, ...(o.instance === undefined ? {} : { instance: o.instance }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    o.destination ?? pino.destination({ dest: 1, sync: true }),
  );
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (code: string, fields: LogFields = {}): void => {
      if (!target.isLevelEnabled(level)) return;
      const { error, ...others } = fields;
      target[level]({
        code: /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'LOG_CODE_INVALID',
        ...allowedFields(others),
        ...(error === undefined ? {} : { error: describeError(error) }),
      });
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A logger that writes nothing, for tests of other parts. */
export const silentLogger: Logger = createLogger({ service: 'silent', level: 'silent' });
