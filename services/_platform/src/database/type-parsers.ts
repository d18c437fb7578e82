import pg from 'pg';

type Parse = (text: string) => unknown;

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TIMESTAMPTZ_ARRAY = 1185;
const TEXT_ARRAY = 1009;

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database does not fit a number');
  return value;
}

/** `2026-03-01 12:00:00.123456+00` → `2026-03-01T12:00:00.123Z`; the session's time zone is UTC. */
function parseTimestamptz(text: string): string {
  if (text.endsWith('infinity')) return text;
  const [, day = '', time = '', fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  if (day === '') throw new RangeError('a timestamp of the database is not in UTC');
  return `${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

/** The driver's own parsers; its declaration knows the built-in types only by name. */
const parserOf = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parse;

const parseTextArray = parserOf(TEXT_ARRAY) as (text: string) => (string | null)[];
const each =
  (parse: Parse): Parse =>
  (text) =>
    parseTextArray(text).map((element) => (element === null ? null : parse(element)));

const asIs: Parse = (text) => text;

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [INT8, parseInt8],
  [INT8_ARRAY, each(parseInt8)],
  [DATE, asIs],
  [DATE_ARRAY, each(asIs)],
  [TIMESTAMPTZ, parseTimestamptz],
  [TIMESTAMPTZ_ARRAY, each(parseTimestamptz)],
]);

/** int8 → number, date → 'YYYY-MM-DD', timestamptz → ISO string in UTC with milliseconds; the rest as pg does it. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary'): Parse =>
    PARSERS.get(oid) ?? parserOf(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};
