import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { isRejection } from '../../../../schemas/message-book/v1/signals.ts';

export interface CountedRecord {
  readonly oin: string;
  /** D: first day of the month in which it was received. */
  readonly month: string;
  readonly signals: readonly Signaal[];
}

export interface RecordTally {
  readonly oin: string;
  readonly month: string;
  readonly kind: 'GELEVERD' | 'AFGEKEURD' | 'SIGNAAL';
  /** Signal code, for SIGNAAL. */
  readonly detail?: string;
  readonly count: number;
}

/** Records with a stored receipt, when it is stored. */
export function tallyDelivered(records: readonly CountedRecord[]): RecordTally[] {
  return [...count(records, () => [{ kind: 'GELEVERD' }]), ...tallyRejected(records)];
}

/** Records that were rejected, and each signal code once per record that it rejected. */
export function tallyRejected(records: readonly CountedRecord[]): RecordTally[] {
  return count(records, ({ signals }) => {
    const codes = new Set(signals.filter(isRejection).map(({ code }) => code));
    if (codes.size === 0) return [];
    return [{ kind: 'AFGEKEURD' }, ...[...codes].map((detail) => ({ kind: 'SIGNAAL' as const, detail }))];
  });
}

function count(
  records: readonly CountedRecord[],
  countsOf: (record: CountedRecord) => readonly Pick<RecordTally, 'kind' | 'detail'>[],
): RecordTally[] {
  const tallies = new Map<string, RecordTally>();
  for (const record of records) {
    const { oin, month } = record;
    for (const counted of countsOf(record)) {
      const key = [oin, month, counted.kind, counted.detail].join(' ');
      tallies.set(key, { oin, month, ...counted, count: (tallies.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...tallies.values()];
}
