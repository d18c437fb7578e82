import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';
import { isBurgerservicenummer } from './eleven-test.ts';
import type { RecordBody, RecordKind } from './record-kind.ts';
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
  const misshapen = shapeFindings(kind.checkShape(withShortArrays(body)), `/${kind.bodyField}`);
  if (findings.length > 0 || misshapen.length > 0) return [...findings, ...misshapen];
  return misplacedNumbers(record['kop'] as Kop, body as RecordBody, kind.bodyField);
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

/**
 * A citizen service number outside `persoon` would be stored and published, so it is refused as a value of the wrong
 * form: the person's own number in any field of the school that has room for it, and anything that passes the test where
 * a code of a list belongs (no list has such a code).
 */
function misplacedNumbers(kop: Kop, body: RecordBody, bodyField: string): Finding[] {
  const number = body.persoon.burgerservicenummer ?? body.persoon.onderwijsnummer ?? '';
  const findings: Finding[] = [];
  if (body.benoemingvolgnummer === number) findings.push(at('742', `/${bodyField}/benoemingvolgnummer`));
  // Nine zeros stand in many an OIN: in these two only a number that somebody can have is a leak.
  if (isBurgerservicenummer(number)) {
    if (kop.oinVerzender.includes(number)) findings.push(at('742', '/kop/oinVerzender'));
    if (body.standvolgnummer === Number(number)) findings.push(at('742', `/${bodyField}/standvolgnummer`));
  }
  if (!('perioden' in body)) return findings;
  if (body.personeelsnummer === number) findings.push(at('742', `/${bodyField}/personeelsnummer`));
  for (const [i, period] of body.perioden.entries()) {
    for (const [j, ground] of period.grondslagen.entries()) {
      for (const [k, teaching] of (ground.onderwijs ?? []).entries()) {
        for (const name of ['activiteit', 'vak', 'vakgebied'] as const) {
          if (!isNumberInDisguise(teaching[name])) continue;
          findings.push(at('742', `/${bodyField}/perioden/${i}/grondslagen/${j}/onderwijs/${k}/${name}`));
        }
      }
    }
  }
  return findings;
}

function isNumberInDisguise(code: string | undefined): boolean {
  return code?.length === 9 && /^[0-9]{9}$/.test(code) && isBurgerservicenummer(code);
}
