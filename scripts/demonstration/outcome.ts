import type { SeenFeedback, SeenReceipt } from './deliver.ts';
import type { DemonstrationPlan, ExpectedPerson, PlannedRecord } from './plan-types.ts';

/** The members of an event (register.md section 7) that the comparison looks at. */
export interface SeenEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly causationid: string;
}

/** What the platform did with a plan. */
export interface Outcome {
  readonly plan: DemonstrationPlan;
  readonly receipts: ReadonlyMap<PlannedRecord, SeenReceipt>;
  readonly feedback: readonly SeenFeedback[];
  /** Per BSN: register id and the register's word, or undefined when nothing was ever applied. */
  readonly persons: ReadonlyMap<
    string,
    { readonly registratieId: string; readonly status: string; readonly beeld: string } | undefined
  >;
  readonly events: readonly SeenEvent[];
  /** Match outcome per BSN of those who stated teaching. */
  readonly matches: ReadonlyMap<string, string>;
}

const EVENT_TYPE = /^nl\.lerarenregister\.(.+)\.v1$/;

/** `nl.lerarenregister.persoon-bekend.v1` → `persoon-bekend`. */
export function shortName(type: string): string {
  return EVENT_TYPE.exec(type)?.[1] ?? type;
}

/** Every difference between what was computed beforehand and what happened, one line each; empty = all as expected. */
export function differences(outcome: Outcome): string[] {
  return [...receiptDifferences(outcome), ...feedbackDifferences(outcome), ...personDifferences(outcome)];
}

function signalNames(signals: readonly { readonly code: string; readonly veld: string }[]): string {
  return signals
    .map((signal) => `${signal.code}@${signal.veld}`)
    .toSorted()
    .join(' ');
}

function* receiptDifferences({ plan, receipts }: Outcome): Generator<string> {
  const firstIds = new Map<string, string | undefined>();
  for (const record of plan.rounds.flat()) {
    const receipt = receipts.get(record);
    const expected = `${record.receipt.status} ${record.receipt.signals.toSorted().join(' ')}`.trim();
    const seen = receipt === undefined ? 'none' : `${receipt.statusMelding} ${signalNames(receipt.signalen)}`.trim();
    if (seen !== expected) yield `receipt of «${record.scenario}»: expected ${expected}, got ${seen}`;
    const first = firstIds.get(record.messageId);
    if (first !== undefined && receipt?.ontvangstId !== first) {
      yield `receipt of «${record.scenario}»: the message id has receipt ${first}, now got ${receipt?.ontvangstId}`;
    }
    firstIds.set(record.messageId, receipt?.ontvangstId);
  }
}

function* feedbackDifferences({ plan, feedback }: Outcome): Generator<string> {
  const answers = Map.groupBy(feedback, (one) => one.kop.verwijstNaar ?? 'no reference');
  for (const record of plan.rounds.flat()) {
    if (record.feedback === undefined) continue;
    const seen = (answers.get(record.messageId) ?? []).map((one) =>
      `${one.kop.berichtsoort} ${signalNames(one.signals)}`.trim(),
    );
    const expected = `${record.feedback.kind} ${record.feedback.signals.toSorted().join(' ')}`.trim();
    if (seen.length !== 1 || seen[0] !== expected) {
      yield `feedback of «${record.scenario}»: expected ${expected}, got ${seen.join(' + ') || 'none'}`;
    }
    answers.delete(record.messageId);
  }
  for (const [messageId, extra] of answers)
    yield `${extra.length} feedback record(s) nobody expected, for ${messageId}`;
}

function* personDifferences(outcome: Outcome): Generator<string> {
  const eventsOf = Map.groupBy(outcome.events, (event) => event.subject);
  for (const { scenario, person, expected } of outcome.plan.persons) {
    const seen = outcome.persons.get(person.burgerservicenummer);
    const events = seen === undefined ? [] : (eventsOf.get(seen.registratieId) ?? []);
    yield* onePerson(scenario, expected, seen, events);
  }
  for (const { person, outcome: expected } of outcome.plan.statements) {
    const seen = outcome.matches.get(person.burgerservicenummer);
    if (seen !== expected) yield `match: expected ${expected}, got ${seen ?? 'none'}`;
  }
}

function* onePerson(
  scenario: string,
  expected: ExpectedPerson,
  seen: { readonly status: string; readonly beeld: string } | undefined,
  events: readonly SeenEvent[],
): Generator<string> {
  if (expected.kind === 'absent') {
    if (seen !== undefined || events.length > 0) yield `person of «${scenario}»: expected nothing in the register`;
    return;
  }
  const state = seen === undefined ? 'absent' : `${seen.status} ${seen.beeld}`;
  if (state !== `${expected.status} ${expected.view}`) {
    yield `person of «${scenario}»: expected ${expected.status} ${expected.view}, got ${state}`;
  }
  // An event may be published more than once after a crash; consumers dedupe on its id, and so does this.
  const once = [...new Map(events.map((event) => [event.id, event])).values()];
  const ordered = once.toSorted((a, b) => a.sequence.localeCompare(b.sequence));
  const gap = ordered.findIndex((event, index) => Number(event.sequence) !== index + 1);
  if (gap >= 0) yield `events of «${scenario}»: sequence has a gap or a double at ${gap + 1}`;
  const commands = [...Map.groupBy(ordered, (event) => event.causationid).values()].map((group) =>
    group.map((event) => shortName(event.type)),
  );
  const sortedNames = (groups: readonly (readonly string[])[]): string =>
    groups.map((group) => group.toSorted().join(',')).join(' | ');
  if (sortedNames(commands) !== sortedNames(expected.events)) {
    yield `events of «${scenario}»: expected ${sortedNames(expected.events)}, got ${sortedNames(commands)}`;
  }
  if (commands.some((group) => group.at(-1) !== 'registratie-gewijzigd')) {
    yield `events of «${scenario}»: a command does not end with registratie-gewijzigd`;
  }
}
