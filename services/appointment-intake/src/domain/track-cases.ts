import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';

/** A record that was rejected, by its receipt or by the register. */
export interface Rejection {
  readonly outcome: 'REJECTED';
  readonly messageId: string;
  readonly board: string;
  readonly deliveryPoint: string;
  /** berichtsoort. */
  readonly kind: string;
  /** Of the supplier. */
  readonly oin: string;
  /** DT of receipt. */
  readonly receivedAt: string;
  readonly signals: readonly Signaal[];
  /** By which a later attempt at the same is known; may be none. */
  readonly keys: readonly string[];
  /** Cases that this record was meant to repair. */
  readonly repairs: readonly string[];
}

/** A record that intake accepted; whether it closes what it repairs is the register's to say. */
export interface Repair {
  readonly outcome: 'ACCEPTED';
  readonly messageId: string;
  readonly board: string;
  /** Of every case that its acceptance closes. */
  readonly keys: readonly string[];
}

export interface OpenedCase {
  readonly id: string;
  readonly first: Rejection;
  last: Rejection;
  attempts: number;
}

/** Further rejections of a case that was open before. */
export interface GrownCase {
  readonly id: string;
  last: Rejection;
  attempts: number;
}

export interface TrackedCases {
  readonly opened: readonly OpenedCase[];
  readonly grown: readonly GrownCase[];
  /** New ways to know an open case by. */
  readonly keys: readonly { readonly key: string; readonly caseId: string }[];
  readonly links: readonly {
    readonly messageId: string;
    readonly board: string;
    readonly caseIds: readonly string[];
  }[];
}

/** Open cases as they are stored: by key, and the kind of those that were asked for by id. */
export interface OpenCases {
  readonly byKey: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, string>;
}

/**
 * What a row of records does to the cases, in the order in which they came: a rejected one joins the open case of the same
 * appointment or opens one, an accepted one is linked to the cases that were open before it. A deletion may close the case
 * of its appointment, but when it is rejected it is a case of its own.
 */
export function trackCases(
  records: readonly (Rejection | Repair)[],
  open: OpenCases,
  newCaseId: () => string,
): TrackedCases {
  const byKey = new Map(open.byKey);
  const opened = new Map<string, OpenedCase>();
  const grown = new Map<string, GrownCase>();
  const keys: { key: string; caseId: string }[] = [];
  const links: { messageId: string; board: string; caseIds: string[] }[] = [];

  const casesOf = (record: Rejection | Repair): string[] => [
    ...new Set(record.keys.flatMap((key) => byKey.get(key) ?? [])),
  ];
  const learnKeys = (record: Rejection, caseId: string): void => {
    for (const key of record.keys) {
      if (byKey.has(key)) continue;
      byKey.set(key, caseId);
      keys.push({ key, caseId });
    }
  };
  const reject = (record: Rejection): void => {
    const caseId = record.repairs.find((id) => open.kinds.get(id) === record.kind) ?? casesOf(record)[0];
    if (caseId === undefined) {
      const id = newCaseId();
      opened.set(id, { id, first: record, last: record, attempts: 1 });
      learnKeys(record, id);
      return;
    }
    const joined = opened.get(caseId) ?? grown.get(caseId) ?? { id: caseId, last: record, attempts: 0 };
    joined.last = record;
    joined.attempts += 1;
    if (!opened.has(caseId)) grown.set(caseId, joined);
    learnKeys(record, caseId);
  };

  for (const record of records) {
    if (record.outcome === 'REJECTED') {
      reject(record);
      continue;
    }
    const caseIds = casesOf(record);
    if (caseIds.length > 0) links.push({ messageId: record.messageId, board: record.board, caseIds });
  }
  return { opened: [...opened.values()], grown: [...grown.values()], keys, links };
}
