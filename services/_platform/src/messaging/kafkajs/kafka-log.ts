import type { logCreator, LogEntry } from 'kafkajs';
import type { Logger } from '../../logging/logger.ts';
import { kafkajs } from './kafkajs.ts';

const { logLevel } = kafkajs;

/**
 * kafkajs logs free text. We keep two codes, the part of the library it came from and its text as one word: it speaks
 * of brokers, groups and topics only, since no record and no error of a handler ever reaches its logger.
 */
export function kafkaLogCreator(log: Logger): logCreator {
  return () => (entry) => {
    const fields = { name: entry.namespace || 'Client', reason: asWord(entry) };
    // The library retries by itself: for us even its errors are warnings, ours follow when it gives up.
    if (entry.level === logLevel.ERROR) log.warn('KAFKA_CLIENT_ERROR', fields);
    else if (entry.level === logLevel.WARN) log.info('KAFKA_CLIENT_WARNING', fields);
  };
}

function asWord({ log }: LogEntry): string {
  const detail = typeof log['error'] === 'string' ? `${log.message} ${log['error']}` : log.message;
  return detail.replaceAll(/[^\w.:/-]+/g, '_').slice(0, 160);
}
