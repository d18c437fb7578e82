import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

export const COMMAND_TOPIC = 'lrr.opdracht.v1';

/** A command that this service sends to its own input log, through its outbox. */
export function commandRow(
  id: string,
  type: string,
  key: string,
  command: object,
  o: { readonly partition?: number; readonly traceparent?: string } = {},
): OutboxRow {
  return {
    id,
    topic: COMMAND_TOPIC,
    key,
    value: JSON.stringify(command),
    headers: { type, schemaversion: '1', ...(o.traceparent === undefined ? {} : { traceparent: o.traceparent }) },
    ...(o.partition === undefined ? {} : { partition: o.partition }),
  };
}
