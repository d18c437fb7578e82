import { createHmac } from 'node:crypto';
import { parseStrictJson } from '../../../_platform/src/http/parse-strict-json.ts';
import { Problem } from '../../../_platform/src/http/problem.ts';
import { judgeHead } from '../domain/judge-record.ts';
import type { Moment } from '../domain/moment.ts';
import { at } from '../domain/shape-findings.ts';
import { toSignals } from '../domain/to-signals.ts';
import { fingerprint } from './fingerprint.ts';
import { inTurns } from './in-turns.ts';
import type { Line } from './read-lines.ts';
import type { Arrival } from './arrival.ts';
import type { IntakeParts } from './take-in-delivery.ts';

/** As deep as in any other body. */
const maxDepth = 32;

/**
 * Lines as records. One that is no JSON, or is over the limit, is a record without a message id: answered with 359 at its
 * place, and known by the hash of its bytes.
 */
export function openLines(lines: readonly Line[], moment: Moment, intake: IntakeParts): Promise<Arrival[]> {
  return inTurns(lines, (line) => openLine(line, moment, intake));
}

function openLine(line: Line, moment: Moment, { contentKey, rules }: IntakeParts): Arrival {
  if ('tooLong' in line) {
    const findings = [brokenLine('de regel is te lang'), at('743', '')];
    return { print: { canonicalBytes: 0, contentHash: line.hash }, state: answered(findings) };
  }
  const { bytes } = line;
  try {
    const record = parseStrictJson(bytes, { maxDepth });
    return { print: fingerprint(record, contentKey), state: judgeHead(record, moment, rules) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const contentHash = createHmac('sha256', contentKey).update(bytes).digest('hex');
    const why = `de regel is geen bruikbare JSON (${String(error.extra['reden'])})`;
    return { print: { canonicalBytes: bytes.length, contentHash }, state: answered([brokenLine(why)]) };
  }
}

function brokenLine(omschrijving: string): { code: '359'; veld: string; waarden: { omschrijving: string } } {
  return { code: '359', veld: '', waarden: { omschrijving } };
}

function answered(findings: Parameters<typeof toSignals>[0]): Arrival['state'] {
  return { outcome: 'ANSWERED', signalen: toSignals(findings) };
}
