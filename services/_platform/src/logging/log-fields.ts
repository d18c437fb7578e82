/**
 * The allow-list of the logs: a field that is not in this table is dropped, and so is a value that does not look like
 * its kind. New fields are added here and nowhere else; ask first whether the value could ever hold something a person
 * or a school wrote.
 *
 * - `count`: a number, or a decimal string (offsets).
 * - `word`: one of our own words: codes, names of topics, consumers, files, route templates.
 * - `uuid`: an id of a record. Never the pseudonym of a person: a log of the vault would then join two domains.
 * - `day`: a calendar day of the platform's clock.
 */
const FIELD_KINDS = {
  // what and where
  audience: 'word',
  caller: 'word',
  clusterId: 'word',
  code: 'word',
  consumer: 'word',
  database: 'word',
  exitCode: 'count',
  faultPoint: 'word',
  field: 'word',
  file: 'word',
  host: 'word',
  instance: 'word',
  kind: 'word',
  method: 'word',
  migration: 'word',
  name: 'word',
  nodeSignal: 'word',
  outcome: 'word',
  owner: 'word',
  port: 'count',
  reason: 'word',
  relay: 'word',
  route: 'word',
  signal: 'word',
  sqlstate: 'word',
  state: 'word',
  status: 'count',
  topic: 'word',
  traceId: 'word',
  upstream: 'word',
  version: 'word',
  // which
  claimId: 'uuid',
  commandId: 'uuid',
  deliveryId: 'uuid',
  eventId: 'uuid',
  messageId: 'uuid',
  parkedId: 'count',
  receiptId: 'uuid',
  // how far, how many, how long
  attempt: 'count',
  behind: 'count',
  bytes: 'count',
  count: 'count',
  durationMs: 'count',
  epoch: 'count',
  expected: 'count',
  expectedCount: 'count',
  found: 'count',
  lag: 'count',
  lagMs: 'count',
  limit: 'count',
  logEnd: 'count',
  logStart: 'count',
  number: 'count',
  offset: 'count',
  partition: 'count',
  partitions: 'count',
  position: 'count',
  retryInMs: 'count',
  slot: 'count',
  waitedMs: 'count',
  waiting: 'count',
  // when
  day: 'day',
  from: 'day',
  until: 'day',
} as const;

type FieldKinds = typeof FIELD_KINDS;
type FieldName = keyof FieldKinds;
type ValueOf<Kind> = Kind extends 'count' ? number | string : string;

/** What may be logged. `error` is reduced to code, class, SQLSTATE and stack frames, see describe-error.ts. */
export type LogFields = { readonly [Name in FieldName]?: ValueOf<FieldKinds[Name]> | undefined } & {
  readonly error?: unknown;
};

const WORD = /^[\w.:/{}*@+-]{1,160}$/;
/** Nine digits alone could be a citizen service number; no word of ours holds them. */
const NINE_DIGITS = /(?<!\d)\d{9}(?!\d)/;
const COUNT = /^-?\d{1,20}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function isAllowedValue(kind: FieldKinds[FieldName], value: unknown): boolean {
  switch (kind) {
    case 'count':
      return typeof value === 'number' || (typeof value === 'string' && COUNT.test(value));
    case 'word':
      return typeof value === 'string' && WORD.test(value) && !NINE_DIGITS.test(value);
    case 'uuid':
      return typeof value === 'string' && UUID.test(value);
    case 'day':
      return typeof value === 'string' && DAY.test(value);
  }
}

/** The fields that may be written; everything else is left out without a word about its value. */
export function allowedFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const allowed: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    if (!Object.hasOwn(FIELD_KINDS, name)) continue;
    const value = fields[name];
    if (isAllowedValue(FIELD_KINDS[name as FieldName], value)) allowed[name] = value;
  }
  return allowed;
}
