import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../../src/logging/create-logger.ts';
import type { LogFields } from '../../src/logging/log-fields.ts';
import type { Logger } from '../../src/logging/logger.ts';

function loggedBy(write: (log: Logger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(
    createLogger({ service: 's', instance: 'i', level: 'info', destination: { write: (line) => lines.push(line) } }),
  );
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('logger', () => {
  it('writes code, time, service and allowed fields', () => {
    const [line] = loggedBy((log) => {
      log.info('BATCH_APPLIED', { topic: 'lrr.opdracht.v1', offset: '123456789', count: 3 });
    });
    expect(line).toMatchObject({
      level: 'info',
      service: 's',
      instance: 'i',
      code: 'BATCH_APPLIED',
      topic: 'lrr.opdracht.v1',
      offset: '123456789',
      count: 3,
    });
    expect(line?.['time']).toMatch(/Z$/);
  });

  it('drops fields that are not on the list and values that are not of their kind', () => {
    const fields = {
      burgerservicenummer: '990000000',
      naam: 'Jansen',
      topic: 'een naam met spaties',
      code: '990000000',
      name: 'x-990000000-y',
      count: 'veel',
      messageId: 'geen uuid',
      partition: { a: 1 },
      __proto__: { day: '2026-01-01' },
    } as unknown as LogFields;
    const text = JSON.stringify(
      loggedBy((log) => {
        log.warn('X', fields);
      }),
    );
    expect(text).not.toMatch(/990000000|Jansen|spaties|veel|geen uuid|2026-01-01/);
  });

  it('does not take a sentence for a code', () => {
    expect(
      loggedBy((log) => {
        log.warn('Jansen kwam langs');
      })[0],
    ).toMatchObject({ code: 'LOG_CODE_INVALID' });
  });

  it('keeps below its level silent', () => {
    expect(
      loggedBy((log) => {
        log.debug('X');
      }),
    ).toEqual([]);
  });
});

describe('errors in the log', () => {
  const described = (error: unknown): Record<string, unknown> =>
    loggedBy((log) => {
      log.error('FAILED', { error });
    })[0]?.['error'] as Record<string, unknown>;

  it('keep class, code, SQLSTATE, places and cause, without any message', () => {
    const cause = Object.assign(new Error('Key (bsn)=(990000000) already exists'), { code: '23505', detail: 'Jansen' });
    const error = Object.assign(new TypeError('oeps 990000000', { cause }), { code: 'CULPRIT' });
    const description = described(error);
    expect(description).toMatchObject({
      class: 'TypeError',
      code: 'CULPRIT',
      cause: { class: 'Error', sqlstate: '23505' },
    });
    expect((description['stack'] as string[])[0]).toContain('create-logger.unit.test.ts');
    expect(JSON.stringify(description)).not.toMatch(/990000000|Jansen|oeps/);
  });

  it('do not take a message that looks like a stack for a stack', () => {
    const description = described(new Error('a\n    at Jansen (990000000:1:1)'));
    expect(JSON.stringify(description)).not.toMatch(/990000000|Jansen/);
  });

  it('survive what is no error', () => {
    expect(described('990000000')).toEqual({ class: 'string' });
    expect(described(null)).toEqual({ class: 'object' });
    expect(described(Object.assign(new Error('x'), { name: 'Jansen 990000000', code: 'met spatie' }))).toMatchObject({
      class: 'Error',
    });
  });
});
