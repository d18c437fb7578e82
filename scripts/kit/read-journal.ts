import { readFileSync } from 'node:fs';
import { UsageError } from '../lrr/command.ts';
import type { Fields } from '../generator/records.ts';
import type { Exchange, Journal } from './journal.ts';
import type { Plan } from './plan-types.ts';

export interface HandedIn {
  readonly journal?: string | undefined;
  /** Records in the order of sending. */
  readonly sent?: readonly string[] | undefined;
  /** Receipts, or answers of /v1/leveringen. */
  readonly receipts?: readonly string[] | undefined;
  /** Feedback records, or bundles. */
  readonly feedback?: readonly string[] | undefined;
}

/** What the supplier hands in, as a journal; undefined when nothing is handed in. @throws UsageError */
export function readJournal(files: HandedIn): Journal | undefined {
  const { journal, sent = [], receipts = [], feedback = [] } = files;
  const apart = [
    ...sent.flatMap((file) => recordsIn(file, 'berichten')).map(asDelivery),
    ...receipts.flatMap((file) => recordsIn(file, 'ontvangstbevestigingen')).map(asLookUp),
    ...feedback.flatMap((file) => recordsIn(file, 'berichten')).map(asFetched),
  ];
  if (journal === undefined) return apart.length === 0 ? undefined : { exchanges: apart, showsFetching: false };
  const exchanges = readValues(journal) as readonly Exchange[];
  if (exchanges.some((line) => typeof line.methode !== 'string' || typeof line.pad !== 'string')) {
    throw new UsageError(`${journal}: elke regel heeft een "methode" en een "pad" nodig; zie docs/kit.md.`);
  }
  return { exchanges: [...exchanges, ...apart], showsFetching: true };
}

/** @throws UsageError */
export function readPlan(file: string): Plan {
  const [plan] = readValues(file) as readonly Plan[];
  if ((plan as Partial<Plan> | undefined)?.soort !== 'LRR_KIT_PLAN') {
    throw new UsageError(`${file} is geen plan van de kit. Maak er een met: npm run lrr -- kit plan`);
  }
  return plan as Plan;
}

const asDelivery = (record: Fields): Exchange => ({
  methode: 'POST',
  pad: '/v1/leveringen',
  verzoek: { berichten: [record] },
  status: 202,
});

const asLookUp = (antwoord: Fields): Exchange => ({
  methode: 'GET',
  pad: '/v1/ontvangstbevestigingen/',
  status: 200,
  antwoord,
});

const asFetched = (record: Fields): Exchange => ({
  methode: 'POST',
  pad: '/v1/terugkoppelingen/ophalen',
  verzoek: {},
  status: 200,
  antwoord: { berichten: [record] },
});

/** One JSON value, an array, or a line for each; of an envelope the list that it holds. */
function recordsIn(file: string, list: string): Fields[] {
  return readValues(file).flatMap((value) => {
    const inside = (value as Fields | null)?.[list];
    return (Array.isArray(inside) ? inside : [value]) as Fields[];
  });
}

function readValues(file: string): unknown[] {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\u{feff}/u, '');
  } catch (cause) {
    throw new UsageError(`${file} is niet te lezen.`, { cause });
  }
  try {
    const whole: unknown = JSON.parse(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    return text.split('\n').flatMap((line, index) => readLine(file, line, index + 1));
  }
}

function readLine(file: string, line: string, number: number): unknown[] {
  if (line.trim() === '') return [];
  try {
    return [JSON.parse(line)];
  } catch (cause) {
    throw new UsageError(`${file}: regel ${number} is geen JSON, en het bestand als geheel ook niet.`, { cause });
  }
}
