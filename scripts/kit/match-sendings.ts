import type { Fields } from '../generator/records.ts';
import { fieldDifferences, type FieldDifference } from './field-differences.ts';
import { messageIdOf, type Sending } from './journal.ts';
import type { Plan, Scenario, Step } from './plan-types.ts';

export interface MatchedStep {
  readonly scenario: Scenario;
  readonly step: Step;
  readonly sending: Sending;
  readonly differences: readonly FieldDifference[];
}

export interface Matching {
  readonly steps: ReadonlyMap<Step, MatchedStep>;
  /** Records that belong to no step. */
  readonly strange: readonly Sending[];
}

/**
 * Finds for each record that was sent the step it belongs to. A system that delivers the plan's own records is recognised
 * by their message ids. One that makes its own is recognised by the person or the request, which no other scenario has, and within the
 * scenario by the kind of record and the fewest fields that differ. A copy of a record under the same id is a resend.
 */
export function matchSendings(plan: Plan, sendings: readonly Sending[]): Matching {
  const steps = new Map<Step, MatchedStep>();
  const strange: Sending[] = [];
  const all = plan.scenarios.flatMap((scenario) => scenario.stappen.map((step) => ({ scenario, step })));
  const byId = Map.groupBy(all, ({ step }) => messageIdOf(step.bericht) ?? '');
  const bySubject = Map.groupBy(all, ({ step }) => subjectOf(step.bericht) ?? '');
  const byBoth = (record: Fields): readonly { scenario: Scenario; step: Step }[] => {
    const own = byId.get(messageIdOf(record) ?? '-');
    if (own !== undefined) return own;
    return bySubject.get(subjectOf(record) ?? '-') ?? [];
  };
  for (const sending of sendings) {
    const candidates = byBoth(sending.record)
      .filter(({ step }) => isSameKind(step.bericht, sending.record))
      .filter(({ step }) => isOpenFor(step, sending, steps))
      .map(({ scenario, step }) => ({
        scenario,
        step,
        sending,
        differences: contentDifferences(step, sending.record),
      }));
    const [first, ...others] = candidates;
    if (first === undefined) {
      const originals = copiedBy(sending, steps);
      if (originals.length === 0) strange.push(sending);
      // What got no answer at first is answered when it is sent again.
      const { receipt } = sending;
      for (const original of originals) {
        if (original.sending.receipt !== undefined || receipt === undefined) continue;
        steps.set(original.step, { ...original, sending: { ...original.sending, receipt } });
      }
      continue;
    }
    const best = others.reduce((a, b) => (b.differences.length < a.differences.length ? b : a), first);
    steps.set(best.step, best);
  }
  return { steps, strange };
}

/** A resend can only be of the message id that the first sending had. */
function isOpenFor(step: Step, sending: Sending, steps: ReadonlyMap<Step, MatchedStep>): boolean {
  if (steps.has(step)) return false;
  if (step.herhaalt === undefined) return copiedBy(sending, steps).length === 0;
  const first = [...steps.values()].find((matched) => matched.step.stap === step.herhaalt);
  // Sent again with another id is still what the step was about; the checker says what is wrong with it.
  return first !== undefined && contentDifferences(first.step, sending.record).length <= first.differences.length;
}

/** What has the same id and the same content: sending it again is always allowed. */
function copiedBy({ record }: Sending, steps: ReadonlyMap<Step, MatchedStep>): MatchedStep[] {
  const id = messageIdOf(record);
  return [...steps.values()].filter(
    ({ sending }) => messageIdOf(sending.record) === id && fieldDifferences(sending.record, record).length === 0,
  );
}

/** Chosen by the supplier's system: its ids and times, its own staff number, its own certificate. */
const OWN_CHOICE =
  /^\/kop\/(identificatiecodeBedrijfsdocument|datumTijdBedrijfsdocument|oinVerzender|oinLeverancier)$|\/personeelsnummer$|^\/antwoordCorrectieverzoek\/toelichting$/;

/** Where a record differs from the plan, apart from what the sender may choose. */
export function contentDifferences(step: Step, record: Fields): FieldDifference[] {
  if (messageIdOf(step.bericht) === messageIdOf(record)) return fieldDifferences(step.bericht, record);
  return fieldDifferences(step.bericht, record).filter(({ veld }) => !OWN_CHOICE.test(veld));
}

function isSameKind(a: Fields, b: Fields): boolean {
  return kindOf(a) === kindOf(b);
}

function kindOf(record: Fields): unknown {
  return (record['kop'] as Fields | undefined)?.['berichtsoort'];
}

/** The number that the body is about, of whichever kind; of record 4 the first that it asks for; of record 6 the request. */
function subjectOf(record: Fields): string | undefined {
  const body = Object.entries(record).find(([name]) => name !== 'kop')?.[1] as Fields | undefined;
  const asked = (body?.['personen'] as Fields[] | undefined)?.[0];
  const person = (body?.['persoon'] as Fields | undefined) ?? asked;
  const number = person?.['burgerservicenummer'] ?? person?.['onderwijsnummer'] ?? body?.['correctieverzoekId'];
  return typeof number === 'string' ? number : undefined;
}
