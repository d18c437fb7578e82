import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { decide } from '../domain/decide.ts';
import { openedClaims } from '../domain/decide-teaching-statement.ts';
import { isPublished } from '../domain/events.ts';
import { isWithheld } from '../domain/is-withheld.ts';
import type { StepRefusal } from '../domain/correction-refusal.ts';
import type { ToldCorrectionRequest } from '../domain/correction-request.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Command } from '../domain/commands.ts';
import type { Feedback, Outcome } from '../domain/outcome.ts';
import type { Person } from '../domain/person.ts';
import type { SpontaneousMutation } from '../domain/spontaneous-mutation.ts';
import { evolveAll } from '../domain/settle.ts';
import { teachingOf } from '../domain/teaching.ts';
import type { TermSignal } from '../domain/term-signal.ts';
import type { Answer, AppliedEvent, Law } from './applied-command.ts';
import { eventData } from './event-data.ts';
import { inquiriesOf } from './inquiries.ts';
import type { Inquiry } from './inquiries.ts';
import type { JudgingTime } from './judging-time.ts';

export interface Judgement {
  readonly outcome: Outcome['kind'];
  /** The same object when nothing changed. */
  readonly person: Person;
  readonly answer: Answer | null;
  readonly events: readonly Omit<AppliedEvent, 'number'>[];
}

/** Decides on a command and turns what comes of it into what is kept. */
export function judge(person: Person, command: Command, time: JudgingTime, { book }: Pick<Law, 'book'>): Judgement {
  const outcome = decide(person, command, { ...time, book, makeId: deterministicId });
  const events = outcome.kind === 'VERWERKT' ? outcome.events : [];
  const after = evolveAll(person, events);
  return {
    outcome: outcome.kind,
    person: after,
    answer: answerOf(person, outcome, events),
    events: loggedEvents(person, after, events),
  };
}

/** The published ones among the events of a command, as they are kept. */
export function loggedEvents(before: Person, after: Person, events: readonly DomainEvent[]): Judgement['events'] {
  return events.filter(isPublished).map((event, index) => ({
    registerId: before.id,
    sequence: before.sequence + index + 1,
    type: event.type,
    data: event.type === 'registratie-gewijzigd' ? { ...eventData(event), ...inQuestion(after) } : eventData(event),
    isWithheld: isWithheld(event, before, after),
  }));
}

/** What is in question once the command is done; absent when nothing is. */
function inQuestion(after: Person): { readonly inOnderzoek?: readonly Inquiry[] } {
  const inOnderzoek = after.corrections.length === 0 ? [] : inquiriesOf(after);
  return inOnderzoek.length === 0 ? {} : { inOnderzoek };
}

function answerOf(person: Person, outcome: Outcome, events: readonly DomainEvent[]): Answer | null {
  const claims = events
    .filter((event) => event.type === 'onderwijs-opgegeven')
    .flatMap(openedClaims)
    .map(({ claimId, teaching }) => ({ claimId, onderwijs: teachingOf(teaching) }));
  const mutations = outcome.kind === 'VERWERKT' ? (outcome.mutations ?? []) : [];
  const signals = outcome.kind === 'VERWERKT' ? (outcome.termSignals ?? []) : [];
  const requests = outcome.kind === 'VERWERKT' ? (outcome.correctionRequests ?? []) : [];
  const answer: Answer = {
    ...(outcome.feedback === undefined ? {} : { terugkoppeling: feedbackOf(outcome.feedback) }),
    ...(mutations.length === 0 ? {} : { spontaneMutaties: mutations.map(mutationOf) }),
    ...(signals.length === 0 ? {} : { termijnsignaleringen: signals.map((one) => termSignalOf(person, one)) }),
    ...(requests.length === 0 ? {} : { correctieverzoeken: requests.map((one) => correctionRequestOf(person, one)) }),
    ...(claims.length === 0 ? {} : { claims }),
    ...(outcome.kind === 'AFGEWEZEN' && outcome.refusal !== undefined ? { weigering: refusalOf(outcome.refusal) } : {}),
  };
  return Object.keys(answer).length === 0 ? null : answer;
}

function refusalOf({ reason: reden, field: veld }: StepRefusal): NonNullable<Answer['weigering']> {
  return { reden, ...(veld === undefined ? {} : { veld }) };
}

function mutationOf({ kind, board, deliveryPoint, numbers }: SpontaneousMutation) {
  return {
    bevoegdGezagNummer: board,
    aanleverpuntnummer: deliveryPoint,
    soort: kind,
    benoemingvolgnummers: numbers,
  };
}

function termSignalOf({ id: registratieId }: Person, signal: TermSignal) {
  const { board: bevoegdGezagNummer, deliveryPoint: aanleverpuntnummer, kind: soort } = signal;
  const { number: benoemingvolgnummer, ground: benoemingsgrondslag, latestDay: uiterlijkeDatum } = signal;
  const termijnsignalering = { benoemingvolgnummer, benoemingsgrondslag, uiterlijkeDatum, soort };
  return { registratieId, bevoegdGezagNummer, aanleverpuntnummer, termijnsignalering };
}

function correctionRequestOf({ id: registratieId }: Person, request: ToldCorrectionRequest) {
  const { board: bevoegdGezagNummer, deliveryPoint: aanleverpuntnummer } = request;
  const correctieverzoek = {
    correctieverzoekId: request.id,
    benoemingvolgnummer: request.number,
    velden: [...request.fields],
    toelichting: request.explanation,
    antwoordUiterlijk: request.answerBy,
    herinnering: request.isReminder,
  };
  return { registratieId, bevoegdGezagNummer, aanleverpuntnummer, correctieverzoek };
}

function feedbackOf(feedback: Feedback): NonNullable<Answer['terugkoppeling']> {
  const { kind: berichtsoort, signals: signalen } = feedback;
  switch (feedback.kind) {
    case 'TERUGKOPPELING_BENOEMING':
      return { berichtsoort, registratieplekken: feedback.places, signalen };
    case 'TERUGKOPPELING_VERWIJDERING':
      return {
        berichtsoort,
        ...(feedback.staffNumber === undefined ? {} : { personeelsnummer: feedback.staffNumber }),
        signalen,
      };
    case 'TERUGKOPPELING_VERWERKT':
    case 'TERUGKOPPELING_AFKEURING':
      return { berichtsoort, signalen };
  }
}
