import { expect } from '@jest/globals';
import type { Onderwijs, Periode, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { AnswerCorrection, Command, ReportBrpMutation } from '../../src/domain/commands.ts';
import type { CorrectionStep } from '../../src/domain/correction-commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { createGroundBook } from '../../src/domain/ground-book.ts';
import { claimId, commandId, correctionId, registerId } from '../../src/domain/ids.ts';
import type { Feedback, Outcome } from '../../src/domain/outcome.ts';
import { newPerson } from '../../src/domain/person.ts';
import type { MatchResult, Person } from '../../src/domain/person.ts';
import { evolveAll } from '../../src/domain/settle.ts';

/** Real code lists: the tests speak of the grounds of the law, not of made-up ones. */
export const book = createGroundBook(loadCodeLists().grounds);

export const DUTCH: Onderwijs = { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' };
export const ENGLISH: Onderwijs = { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' };

/** `['501', '2020-01-01', '2020-07-31']`: a ground with its period; temporary grounds teach Dutch unless told otherwise. */
export type Span = readonly [ground: string, begin: string, end?: string | undefined, teaching?: Onderwijs];

export function period(...[ground, begin, end, teaching]: Span): Periode {
  const destination = book.ground(ground, 'VO', begin).destination;
  return {
    datumBegin: begin,
    ...(end === undefined ? {} : { datumEind: end }),
    grondslagen: [
      {
        benoemingsgrondslag: ground,
        vestigingen: ['00AH00'],
        ...(destination === 'V' ? { onderwijs: [teaching ?? DUTCH] } : {}),
      },
    ],
  };
}

export interface Delivered {
  readonly board?: string;
  readonly number?: string;
  readonly spans?: readonly Span[];
  readonly stand?: Partial<Stand>;
  readonly order?: number;
  readonly time?: string;
  readonly aow?: boolean;
  readonly deliveryPoint?: string;
}

type WithoutIds<T> = T extends unknown ? Omit<T, 'id' | 'correctionId'> : never;

/**
 * One person's history, told command by command. Each call judges the command on `day` and keeps what was said of it:
 * given (the calls before), when (the last call), then (`last`, `names`, `person`).
 */
export class History {
  person: Person = newPerson(registerId('11111111-1111-4111-8111-111111111111'));
  events: DomainEvent[] = [];
  outcome: Outcome = { kind: 'VERWERKT', events: [] };
  day: string;
  /** Day of the last turn, as a partition keeps it; null before the first. */
  lastTurn: string | null = null;
  private count = 0;

  constructor(day: string) {
    this.day = day;
  }

  on(day: string): this {
    this.day = day;
    return this;
  }

  deliver({ board = '41000', number = '1', spans = [['501', '2019-08-01']], ...o }: Delivered = {}): this {
    const perioden = spans.map((span) => period(...span));
    const snapshot: Stand = {
      ...(o.order === undefined ? {} : { standvolgnummer: o.order }),
      benoemingvolgnummer: number,
      sector: 'VO',
      soortBetrekking: 'BENOEMING',
      datumBeginArbeidsovereenkomst: '2010-01-01',
      datumIngangBenoeming: spans[0]?.[1] ?? '',
      perioden,
      ...o.stand,
    };
    return this.judge({
      kind: 'snapshot',
      id: this.nextId(),
      board,
      deliveryPoint: o.deliveryPoint ?? '01',
      order: this.orderOf(o),
      snapshot,
      statePensionReached: o.aow ?? false,
      givenNotices: [],
    });
  }

  remove(o: { board?: string; number?: string; begin: string; order?: number; time?: string }): this {
    return this.judge({
      kind: 'deletion',
      id: this.nextId(),
      board: o.board ?? '41000',
      order: this.orderOf(o),
      deletion: {
        benoemingvolgnummer: o.number ?? '1',
        datumIngangBenoeming: o.begin,
        reden: 'DUBBEL',
        ...(o.order === undefined ? {} : { standvolgnummer: o.order }),
      },
      givenNotices: [],
    });
  }

  state(...teaching: Onderwijs[]): this {
    return this.judge({ kind: 'teaching-statement', id: this.nextId(), teaching, wantsReregistration: false });
  }

  stateForReregistration(...teaching: Onderwijs[]): this {
    return this.judge({ kind: 'teaching-statement', id: this.nextId(), teaching, wantsReregistration: true });
  }

  match(claim: string, match: MatchResult): this {
    return this.judge({ kind: 'match-result', id: this.nextId(), claimId: claimId(claim), match });
  }

  die(): this {
    return this.judge({ kind: 'death', id: this.nextId() });
  }

  reachPension(): this {
    return this.judge({ kind: 'state-pension', id: this.nextId() });
  }

  changeKeyData(o: { board?: string } = {}): this {
    return this.judge({ kind: 'key-data', id: this.nextId(), board: o.board ?? '41000', givenNotices: [] });
  }

  askToLeave(): this {
    return this.judge({ kind: 'removal-request', id: this.nextId() });
  }

  askToStay(): this {
    return this.judge({ kind: 'stay-request', id: this.nextId() });
  }

  askToCorrect(o: { board?: string; number?: string; fields?: readonly string[] } = {}): this {
    return this.judge({
      kind: 'correction-request',
      id: this.nextId(),
      board: o.board ?? '41000',
      number: o.number ?? '1',
      fields: o.fields ?? ['/datumIngangBenoeming'],
      explanation: 'Ik begon eerder.',
    });
  }

  /** The board answers the newest request, or the one named. */
  answerCorrection(verdict: AnswerCorrection['verdict'], o: { board?: string; id?: string } = {}): this {
    return this.judge({
      kind: 'correction-answer',
      id: this.nextId(),
      board: o.board ?? '41000',
      correctionId: correctionId(o.id ?? this.person.corrections.at(-1)?.id ?? 'none'),
      verdict,
    });
  }

  /** A step of the newest request, or of the one named. */
  take(step: WithoutIds<CorrectionStep>, o: { id?: string } = {}): this {
    const about = correctionId(o.id ?? this.person.corrections.at(-1)?.id ?? 'none');
    return this.judge({ ...step, id: this.nextId(), correctionId: about });
  }

  brpMutation(change: ReportBrpMutation['change']): this {
    return this.judge({ kind: 'brp-mutation', id: this.nextId(), change });
  }

  dayTurn(day: string): this {
    this.day = day;
    this.judge({ kind: 'day-turn', id: this.nextId(), day });
    return this.turnedUntil(day);
  }

  /** The turns of these days came, without anything due for this person. */
  turnedUntil(day: string): this {
    if (this.lastTurn === null || this.lastTurn < day) this.lastTurn = day;
    return this;
  }

  judge(command: Command): this {
    this.outcome = decide(this.person, command, {
      recordedAt: `${this.day}T10:00:00.000Z`,
      today: this.day,
      lastTurn: this.lastTurn,
      book,
      makeId: deterministicId,
    });
    this.events = this.outcome.kind === 'VERWERKT' ? [...this.outcome.events] : [];
    this.person = evolveAll(this.person, this.events);
    return this;
  }

  /** Event names of the last command. */
  get names(): string[] {
    return this.events.map(({ type }) => type);
  }

  event<T extends DomainEvent['type']>(type: T): Extract<DomainEvent, { type: T }> {
    const found = this.events.find((event) => event.type === type);
    if (found === undefined) throw new Error(`no ${type} among ${this.names.join(', ')}`);
    return found as Extract<DomainEvent, { type: T }>;
  }

  /** `code@pointer` of the register's signals on the last command. */
  get signals(): string[] {
    const { outcome } = this;
    const signals = outcome.kind === 'AFGEWEZEN' ? outcome.signals : (outcome.feedback?.signals ?? []);
    return signals.map(({ code, veld }) => `${code}@${veld}`);
  }

  get codes(): string[] {
    return this.signals.map((signal) => signal.slice(0, 3));
  }

  feedback<K extends Feedback['kind']>(kind: K): Extract<Feedback, { kind: K }> {
    expect(this.outcome.feedback?.kind).toBe(kind);
    return this.outcome.feedback as Extract<Feedback, { kind: K }>;
  }

  /** Records 15 of the last command, as `board/delivery point: numbers`. */
  get mutations(): string[] {
    const mutations = this.outcome.kind === 'VERWERKT' ? (this.outcome.mutations ?? []) : [];
    return mutations.map(({ board, deliveryPoint, numbers }) => `${board}/${deliveryPoint}: ${numbers.join(' ')}`);
  }

  /** Records 16 of the last command, as `board/delivery point number: answer by`. */
  get requested(): string[] {
    const requests = this.outcome.kind === 'VERWERKT' ? (this.outcome.correctionRequests ?? []) : [];
    return requests.map(
      ({ board, deliveryPoint, number, answerBy, isReminder }) =>
        `${board}/${deliveryPoint} ${number}: ${answerBy}${isReminder ? ' reminder' : ''}`,
    );
  }

  /** Why the last step was refused, as `REASON field`. */
  get refusal(): string | undefined {
    const { outcome } = this;
    if (outcome.kind !== 'AFGEWEZEN' || outcome.refusal === undefined) return undefined;
    const { reason, field } = outcome.refusal;
    return field === undefined ? reason : `${reason} ${field}`;
  }

  get corrections(): string[] {
    return this.person.corrections.map(({ kind }) => kind);
  }

  /** Records 17 of the last command, as `number ground NADERT latest day`, with the delivery point. */
  get signalled(): string[] {
    const signals = this.outcome.kind === 'VERWERKT' ? (this.outcome.termSignals ?? []) : [];
    return signals.map(
      ({ board, deliveryPoint, number, ground, kind, latestDay }) =>
        `${board}/${deliveryPoint} ${number} ${ground} ${kind} ${latestDay}`,
    );
  }

  /** `BEKEND`, or with a reason `BEWAARD(EINDE)`. */
  get status(): string {
    const { status } = this.person;
    return status.kind === 'BEWAARD' ? `BEWAARD(${status.reason})` : status.kind;
  }

  /** Entries as `ground STATUS`, or `ground REASON last day`. */
  get entries(): string[] {
    return this.person.entries.map((entry) =>
      entry.kind === 'BEEINDIGD' ? `${entry.ground} ${entry.reason} ${entry.endedOn}` : `${entry.ground} ${entry.kind}`,
    );
  }

  private nextId() {
    this.count += 1;
    return commandId(`00000000-0000-4000-8000-${String(this.count).padStart(12, '0')}`);
  }

  private orderOf(o: { order?: number; time?: string }): { number?: number; time: string } {
    const time = o.time ?? `2020-01-01T00:00:${String(this.count).padStart(2, '0')}.000Z`;
    return o.order === undefined ? { time } : { number: o.order, time };
  }
}
