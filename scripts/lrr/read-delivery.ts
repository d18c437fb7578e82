import { hash } from 'node:crypto';
import { deterministicId } from '../../services/_platform/src/ids/deterministic-id.ts';
import { UsageError } from './command.ts';

/** A record as far as delivering it needs to look. */
export interface DeliveredRecord {
  readonly kop?: { readonly oinVerzender?: unknown; readonly oinLeverancier?: unknown };
}

/** One request to intake. */
export interface Delivery {
  readonly leveringId: string;
  readonly oin: string;
  readonly berichten: readonly DeliveredRecord[];
}

const MOST_RECORDS = 500;
/** Intake takes 4 MiB; the envelope and the commas are small. */
const MOST_BYTES = 4 * 1024 * 1024 - 16_384;

/**
 * Reads a delivery file: a request (`{"leveringId", "berichten"}`), an array of records, or one record a line. A request
 * keeps its leveringId. Records are grouped by the OIN that must deliver them and cut into requests; their leveringId
 * follows from the content, so that the same file sent twice is the same delivery.
 * @param oin delivers everything, whatever the records say
 * @throws UsageError
 */
export function readDelivery(content: string, oin?: string): Delivery[] {
  const { leveringId, berichten } = parse(content.replace(/^\u{feff}/u, ''));
  if (berichten.length === 0) throw new UsageError('The file holds no records.');
  const byOin = Map.groupBy(berichten, (record) => oin ?? oinOf(record));
  if (leveringId === undefined) return [...byOin].flatMap(([sender, records]) => cut(sender, records));
  const [sender] = byOin.keys();
  if (byOin.size > 1 || sender === undefined) {
    throw new UsageError('The records of this request name several OINs; say with --oin who delivers it.');
  }
  return [{ leveringId, oin: sender, berichten }];
}

function parse(content: string): { leveringId?: string; berichten: readonly DeliveredRecord[] } {
  const whole = parseJson(content);
  if (whole === undefined) return { berichten: readLines(content) };
  if (Array.isArray(whole)) return { berichten: whole as DeliveredRecord[] };
  const { leveringId, berichten } = (whole ?? {}) as { leveringId?: unknown; berichten?: unknown };
  if (typeof leveringId === 'string' && Array.isArray(berichten)) {
    return { leveringId, berichten: berichten as DeliveredRecord[] };
  }
  return { berichten: [whole as DeliveredRecord] };
}

function readLines(content: string): DeliveredRecord[] {
  return content
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const record = parseJson(line);
      if (record === undefined) throw new UsageError(`Line ${number} is not JSON, nor is the file as a whole.`);
      return record as DeliveredRecord;
    });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function oinOf(record: DeliveredRecord): string {
  // Whatever JSON holds may stand here; intake judges it, this only looks for who sends it.
  const kop = (record as DeliveredRecord | null)?.kop;
  const oin = kop?.oinLeverancier ?? kop?.oinVerzender;
  if (typeof oin !== 'string')
    throw new UsageError('A record names no OIN in its kop; say with --oin who delivers it.');
  return oin;
}

function cut(oin: string, records: readonly DeliveredRecord[]): Delivery[] {
  const deliveries: Delivery[] = [];
  let berichten: DeliveredRecord[] = [];
  let bytes = 0;
  const close = (): void => {
    if (berichten.length === 0) return;
    const leveringId = deterministicId('lrr-levering', oin, hash('sha256', JSON.stringify(berichten)));
    deliveries.push({ leveringId, oin, berichten });
    berichten = [];
    bytes = 0;
  };
  for (const record of records) {
    const size = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (berichten.length === MOST_RECORDS || bytes + size > MOST_BYTES) close();
    berichten.push(record);
    bytes += size;
  }
  close();
  return deliveries;
}
