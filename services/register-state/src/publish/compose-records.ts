import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { Answer, AppliedCommand, AppliedEvent } from '../apply/applied-command.ts';
import { publicSnapshot } from '../apply/event-data.ts';
import type { MatchResult } from '../domain/person.ts';
import {
  correctionRequestRecords,
  feedbackRecord,
  spontaneousMutationRecords,
  termSignalRecords,
} from './feedback-record.ts';
import { matchForConsumers } from './match-for-consumers.ts';
import { sequenceText } from './sequence-text.ts';

/** What publishing needs of an applied command, whether it comes from memory or from the table. */
export type CommandToPublish = Pick<
  AppliedCommand,
  'applicationNumber' | 'wire' | 'registerId' | 'recordedAt' | 'answer' | 'events' | 'traceparent'
>;

/** What an event needs of its command: all but a new appointment the id alone. */
interface EventCommand {
  readonly id: string;
  readonly inhoud?: unknown;
}

/**
 * The one place where the records of a command are made: its events, its feedback, what boards are told unasked, the
 * claims it opened. The same row gives the same bytes for ever; only the trace header is lost when it is read back from the table.
 *
 * @param source CloudEvents `source` of this register
 */
export function composeRecords(applied: CommandToPublish, source: string): OutgoingRecord[] {
  const records = applied.events.map((event) => eventRecord(applied, event, source));
  const { terugkoppeling, claims } = applied.answer ?? {};
  if (terugkoppeling !== undefined) records.push(feedbackRecord(applied, terugkoppeling));
  records.push(
    ...spontaneousMutationRecords(applied),
    ...correctionRequestRecords(applied),
    ...termSignalRecords(applied),
  );
  for (const claim of claims ?? []) records.push(claimRecord(applied, claim));
  return records;
}

function trace({ traceparent }: CommandToPublish): Record<string, string> {
  return traceparent === undefined ? {} : { traceparent };
}

/** lrr.registratie.v1: CloudEvents 1.0 in structured mode, NL GOV profile. */
function eventRecord(applied: CommandToPublish, event: AppliedEvent, source: string): OutgoingRecord {
  const { id, type, text } = composeEvent(applied, event, source);
  return {
    topic: 'lrr.registratie.v1',
    key: Buffer.from(event.registerId),
    value: Buffer.from(text),
    headers: { id, type, schemaversion: '1', 'content-type': 'application/cloudevents+json', ...trace(applied) },
  };
}

/** An event as it is told, by whatever way: `text` is the same bytes on Kafka, over HTTP and in a webhook. */
export function composeEvent(
  applied: { readonly wire: EventCommand; readonly recordedAt: string },
  event: Pick<AppliedEvent, 'registerId' | 'sequence' | 'type' | 'data' | 'isWithheld'>,
  source: string,
): { readonly id: string; readonly type: string; readonly text: string } {
  const { wire, recordedAt } = applied;
  const { type, data } = toldContent(applied, event);
  const id = eventId(wire.id, event);
  const sequence = sequenceText(event.sequence);
  // Written out, because there are several per record: all members but `data` are ids, times and words of ours, which
  // need no escaping.
  const text =
    `{"specversion":"1.0","id":"${id}","source":"${source}","type":"${type}","subject":"${event.registerId}",` +
    `"time":"${recordedAt}","datacontenttype":"application/json","sequence":"${sequence}",` +
    `"causationid":"${wire.id}","data":${JSON.stringify(data)}}`;
  return { id, type, text };
}

export function eventId(commandId: string, event: Pick<AppliedEvent, 'registerId' | 'sequence'>): string {
  return deterministicId('gebeurtenis', commandId, event.registerId, event.sequence);
}

/**
 * All that consumers are told of what happens to somebody kept. Not {}: that says that he is destroyed, and has to be
 * forgotten for good.
 */
const KEPT = { status: 'BEWAARD' } as const;

/**
 * CloudEvents `type` and `data` for consumers. The mark of the row decides, not who the person is by now; what matching
 * wrote to the teacher is his alone.
 */
function toldContent(
  applied: { readonly wire: EventCommand },
  event: Pick<AppliedEvent, 'type' | 'data' | 'isWithheld'>,
): ReturnType<typeof eventContent> {
  if (event.isWithheld && !isErased(event)) return { type: eventType(event), data: KEPT };
  if (event.type === 'onderwijs-match-vastgesteld' && !isErased(event)) {
    return { type: eventType(event), data: toldMatch(event) };
  }
  return eventContent(applied, event);
}

/** `onderwijs`, `voor` and `na` as apply/event-data.ts makes them. */
function toldMatch({ data }: Pick<AppliedEvent, 'data'>): AppliedEvent['data'] {
  const { onderwijs, voor, na } = data as { onderwijs: unknown; voor?: MatchResult; na: MatchResult };
  return { onderwijs, ...(voor === undefined ? {} : { voor: matchForConsumers(voor) }), na: matchForConsumers(na) };
}

/** Of somebody destroyed: nothing is left of it but its place. */
export function isErased({ data }: Pick<AppliedEvent, 'data'>): boolean {
  return Object.keys(data).length === 0;
}

/**
 * CloudEvents `type` and `data`, whole, as the person himself reads them. A new appointment is told whole; its snapshot
 * stands in the command and not a second time in the event log.
 */
export function eventContent(
  { wire }: { readonly wire: EventCommand },
  event: Pick<AppliedEvent, 'type' | 'data'>,
): { readonly type: string; readonly data: Readonly<Record<string, unknown>> } {
  const type = eventType(event);
  const { data } = event;
  // Of somebody erased nothing is left of the command either.
  if (event.type !== 'benoeming-geregistreerd' || isErased(event)) return { type, data };
  const { signalen, ...key } = data;
  return { type, data: { ...key, na: publicSnapshot(wire.inhoud as Stand), signalen } };
}

function eventType({ type }: Pick<AppliedEvent, 'type'>): string {
  return `nl.lerarenregister.${type}.v1`;
}

/** lrr.onderwijsopgave.v1: a claim, read by the vault alone. */
function claimRecord(
  applied: CommandToPublish,
  { claimId, onderwijs }: NonNullable<Answer['claims']>[number],
): OutgoingRecord {
  const registratieId = applied.registerId ?? '';
  const value = { claimId, registratieId, onderwijs, opgegevenOp: applied.recordedAt };
  return {
    topic: 'lrr.onderwijsopgave.v1',
    key: Buffer.from(registratieId),
    value: Buffer.from(JSON.stringify(value)),
    headers: { id: claimId, type: 'ONDERWIJSOPGAVE', schemaversion: '1', ...trace(applied) },
  };
}
