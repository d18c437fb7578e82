import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';
import { misplacedNumbers } from './misplaced-numbers.ts';
import type { RecordKind } from './record-kind.ts';
import { at, shapeFindings } from './shape-findings.ts';

/** Canonical size of one record, in bytes: what keeps commands, events and feedback below the limit of their topics. */
export const maxRecordBytes = 262_144;

/**
 * Stage SCHEMA: the record has exactly a kop and the body of its kind, and the body has its shape. A record over the
 * size is not looked into any further: that is what the limit is for.
 */
export function judgeShape(
  record: Readonly<Record<string, unknown>>,
  canonicalBytes: number,
  kind: RecordKind,
): Finding[] {
  if (canonicalBytes > maxRecordBytes) return [at('743', '')];
  const findings: Finding[] = [];
  if (Object.keys(record).some((name) => name !== 'kop' && name !== kind.bodyField)) {
    findings.push({ code: '359', veld: '', waarden: { omschrijving: 'onbekend veld in bericht' } });
  }
  const body = record[kind.bodyField];
  if (body === undefined) {
    findings.push(at('740', `/${kind.bodyField}`));
    return findings;
  }
  const short = withShortArrays(body);
  return [
    ...findings,
    ...shapeFindings(kind.checkShape(short), `/${kind.bodyField}`),
    ...misplacedNumbers(record['kop'] as Kop, short, kind.bodyField),
  ];
}

/** One more than the longest array of the message book (perioden). */
const longestArray = 101;

/**
 * The same value with every array cut where it is certainly too long already. The validator gathers its errors by
 * copying them once per element, so a record of 130,000 wrong elements took it half a minute; cut, it takes milliseconds
 * and the array is still told to be too long.
 */
function withShortArrays(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const short: unknown[] = value.length > longestArray ? value.slice(0, longestArray) : value;
    const changed = short.map(withShortArrays);
    return short === value && changed.every((element, index) => element === short[index]) ? value : changed;
  }
  let changed: Record<string, unknown> | undefined;
  for (const [name, member] of Object.entries(value)) {
    const short = withShortArrays(member);
    if (short !== member) (changed ??= { ...value })[name] = short;
  }
  return changed ?? value;
}
