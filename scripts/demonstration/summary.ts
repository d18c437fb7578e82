import type { SeenReceipt } from './deliver.ts';
import { shortName, type Outcome } from './outcome.ts';

function counts(names: Iterable<string>): [string, number][] {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found].toSorted(([nameA, a], [nameB, b]) => b - a || nameA.localeCompare(nameB));
}

function table(title: string, rows: readonly [string, number][]): string[] {
  return [`  ${title}`, ...rows.map(([name, count]) => `    ${String(count).padStart(5)}  ${name}`)];
}

function signalRows(receipts: readonly SeenReceipt[]): [string, number][] {
  const perCode = Map.groupBy(
    receipts.flatMap((receipt) => receipt.signalen),
    (signal) => signal.code,
  );
  return [...perCode]
    .toSorted(([codeA], [codeB]) => codeA.localeCompare(codeB))
    .map(([code, signals]) => [`${code} ${signals[0]?.ernst ?? ''}  ${signals[0]?.tekst ?? ''}`, signals.length]);
}

/** The summary a newcomer sees after the first start: receipts, rejections by signal, persons, events, matches. */
export function summarise(outcome: Outcome): string {
  const receipts = [...outcome.receipts.values()];
  const persons = [...outcome.persons.values()].filter((person) => person !== undefined);
  return [
    `Demonstration: ${receipts.length} records delivered at ${outcome.plan.seats.length} boards, ` +
      `${outcome.feedback.length} feedback records fetched`,
    ...table(
      'receipts',
      counts(receipts.map((receipt) => (receipt.statusMelding === 'B' ? 'B taken in' : 'A rejected'))),
    ),
    ...table('signals on receipts, with the text of one of them', signalRows(receipts)),
    ...table('feedback', counts(outcome.feedback.map((one) => one.kop.berichtsoort))),
    ...table('persons by status', counts(persons.map((person) => `${person.status} (${person.beeld})`))),
    ...table('events published', counts(new Map(outcome.events.map((e) => [e.id, shortName(e.type)])).values())),
    ...table('stated teaching against the diploma register', counts(outcome.matches.values())),
  ].join('\n');
}
