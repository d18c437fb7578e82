import type { OutgoingRecord } from '../messaging.ts';

/** A call of `publish` on its way; records before `done` are acknowledged or refused. */
export interface PublishCall {
  readonly records: readonly OutgoingRecord[];
  taken: number;
  acknowledged: number;
  settled: boolean;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Records `from` (inclusive) to `to` (exclusive) of one call. */
export interface Slice {
  readonly call: PublishCall;
  readonly from: number;
  readonly to: number;
}

export interface SendLimits {
  readonly bytes: number;
  readonly records: number;
}

/** Below the 1,048,588 bytes a topic takes in one batch, with room for what kafkajs puts around it. */
export const SEND_LIMITS: SendLimits = { bytes: 900_000, records: 2_000 };

/** Lengths, time and offset differences, and the header count of one record in a batch, at their widest. */
const RECORD_OVERHEAD = 40;
const HEADER_OVERHEAD = 10;

/** Upper estimate of a record's bytes inside a batch. */
export function sizeOf(record: OutgoingRecord): number {
  let size = RECORD_OVERHEAD + record.key.length + (record.value?.length ?? 0);
  for (const [name, value] of Object.entries(record.headers)) {
    size += HEADER_OVERHEAD + Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  return size;
}

/**
 * Takes the next send from the front of the queue: whole calls and parts of calls in their order, up to the limits. At
 * least one record, however large. Calls taken to their end leave the queue. Bytes are counted over all partitions
 * together, so that no partition can pass the limit.
 */
export function takeSend(queue: PublishCall[], limits: SendLimits): Slice[] {
  const slices: Slice[] = [];
  let bytes = 0;
  let records = 0;
  for (let call = queue[0]; call !== undefined; call = queue[0]) {
    const from = call.taken;
    for (let record = call.records[call.taken]; record !== undefined; record = call.records[call.taken]) {
      const size = sizeOf(record);
      if (records > 0 && (records === limits.records || bytes + size > limits.bytes)) break;
      bytes += size;
      records += 1;
      call.taken += 1;
    }
    if (call.taken > from) slices.push({ call, from, to: call.taken });
    if (call.taken < call.records.length) break;
    queue.shift();
  }
  return slices;
}

/** Number of records in a send. */
export function countRecords(slices: readonly Slice[]): number {
  return slices.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Cuts a send of at least two records in two, keeping the order. */
export function halve(slices: readonly Slice[]): [Slice[], Slice[]] {
  const first: Slice[] = [];
  const second: Slice[] = [];
  let room = Math.floor(countRecords(slices) / 2);
  for (const { call, from, to } of slices) {
    const cut = Math.min(to, from + room);
    room -= cut - from;
    if (cut > from) first.push({ call, from, to: cut });
    if (to > cut) second.push({ call, from: cut, to });
  }
  return [first, second];
}
