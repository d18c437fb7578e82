import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar.ts';
import type { Command } from '../../src/domain/commands.ts';
import { contestedAppointments, isContested } from '../../src/domain/contested.ts';
import { lastDayDue, openTerms } from '../../src/domain/correction-terms.ts';
import { validAppointments } from '../../src/domain/person.ts';
import { anyDispute } from './any-dispute.ts';
import type { Proceeding } from './any-dispute.ts';
import type { Step } from './any-step.ts';
import { commandOfProceeding } from './command-of-proceeding.ts';
import { commandOf } from './command-of-step.ts';
import {
  expectChangesAndEventsToMatch,
  expectNothingOfTheSameAgain,
  expectOneFeedbackPerRecord,
  expectOneState,
} from './invariants.ts';
import { tomorrow } from './naive-calendar.ts';
import { NaiveDisputes, told as toldOf } from './naive-disputes.ts';
import { naiveTerms } from './naive-terms.ts';
import { PlayedHistory } from './played-history.ts';
import type { Judged } from './played-history.ts';
import { expectNothingOfKept } from './told-to-consumers.ts';

/** `SIMULATION_RUNS=50000 npm run test:unit -- disputes` looks longer. */
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 1_000);

/** What one teacher asks his boards to correct, held against a naive model after each step. */
class Dispute {
  readonly reached = new Set<string>();
  private readonly history = new PlayedHistory();
  private readonly naive = new NaiveDisputes();
  private readonly sent: Command[] = [];

  take(step: Step | Proceeding): void {
    const { history } = this;
    switch (step.do) {
      case 'proceed':
        this.proceed(step);
        return;
      case 'pass':
        this.pass(step.days);
        return;
      case 'stand-still':
        history.day = addDays(history.day, step.days);
        return;
      case 'replace-grounds':
        history.replaceGrounds();
        return;
      default: {
        const command = commandOf(step, history, this.sent);
        if (command === undefined) return;
        this.sent.push(command);
        const judged = history.judge(command);
        if (judged.before.status.kind !== 'VERNIETIGD') this.look(judged, this.naive.follow(judged));
      }
    }
  }

  private proceed(step: Proceeding): void {
    const command = commandOfProceeding(step, this.history);
    const judged = this.history.judge(command);
    if (judged.before.status.kind === 'VERNIETIGD') {
      expect(judged.after).toBe(judged.before);
      return;
    }
    const told = this.naive.step(command, judged);
    expect([command, judged.outcome.kind]).toEqual([command, told === undefined ? 'AFGEWEZEN' : 'VERWERKT']);
    // Out of order or out of time: nothing changes, and who asked can be told why.
    if (told === undefined) expect(judged).toMatchObject({ events: [], outcome: { refusal: expect.anything() } });
    if (told === undefined) expect(judged.after).toBe(judged.before);
    this.look(judged, told ?? []);
  }

  private pass(days: number): void {
    const { history, naive } = this;
    const until = addDays(history.day, days);
    for (const judged of history.turnUntil(until)) this.look(judged, naive.follow(judged));
    // The turns that visited nobody had nothing to end and nobody to remind.
    expect(naive.turn(until)).toEqual([]);
    this.expectSameStandings();
  }

  private look(judged: Judged, told: readonly string[]): void {
    const { outcome } = judged;
    const records = outcome.kind === 'VERWERKT' ? (outcome.correctionRequests ?? []) : [];
    const sent = records.map((one) => toldOf(one.id, one, { ...one, by: one.answerBy }));
    expect(sent.sort()).toEqual([...told].sort());
    expectChangesAndEventsToMatch(judged);
    expectNothingOfKept(judged);
    expectOneFeedbackPerRecord(judged);
    expectNothingOfTheSameAgain(this.history, judged);
    expectOneState(judged.after);
    this.expectSameStandings();
  }

  private expectSameStandings(): void {
    const { person } = this.history;
    for (const { kind } of person.corrections) this.reached.add(kind);
    expect(person.corrections.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual(
      [...this.naive.cases].map(([id, { stands }]) => `${id} ${stands}`).sort(),
    );
    this.expectInQuestion();
    this.expectNothingOpenForEver();
  }

  private expectInQuestion(): void {
    const { person } = this.history;
    const open = [...this.naive.cases.values()].filter(({ isInQuestion }) => isInQuestion);
    const expected = validAppointments(person).flatMap(({ board, number }) => {
      const own = open.filter((one) => one.board === board && one.number === number);
      expect(isContested(person, { board, number })).toBe(own.length > 0);
      const fields = [...new Set(own.flatMap((one) => one.fields))].sort();
      return own.length === 0 ? [] : [{ board, number, fields }];
    });
    expect(contestedAppointments(person)).toEqual(expected);
  }

  /** What others may still do ends on a day whose turn comes; what board or register owe is overdue from a day on. */
  private expectNothingOpenForEver(): void {
    const { person, dueOn } = this.history;
    for (const correction of person.corrections) {
      const one = this.naive.cases.get(correction.id)!;
      const last = one.lastDayOfOthers;
      if (last !== undefined) expect([dueOn, (dueOn ?? 'never') <= tomorrow(last)]).toEqual([dueOn, true]);
      const terms = naiveTerms(one);
      expect([one.stands, openTerms(correction).map(({ what, who, by }) => `${what} ${who} ${by}`)]).toEqual([
        one.stands,
        terms,
      ]);
      const due = terms.filter((term) => /BESTUUR|BEHEER/.test(term)).map((term) => term.slice(-10));
      expect(lastDayDue(correction)).toBe(due.sort()[0]);
      const objections = 'objections' in correction ? (correction.objections ?? []) : [];
      expect(objections.map(({ isLate }) => isLate)).toEqual(one.objections.map(({ late }) => late));
      expect('annulled' in correction ? correction.annulled.length : 0).toBe(one.undone);
    }
  }
}

it(`${RUNS} histories of requests for correction keep to the law, in the words of a naive model too`, () => {
  fc.assert(
    fc.property(anyDispute, (steps) => {
      play(steps);
    }),
    { numRuns: RUNS },
  );
}, 3_600_000);

it('histories as they are drawn get to every place where a request can stand', () => {
  const reached = new Set<string>();
  for (const steps of fc.sample(anyDispute, { numRuns: 300, seed: 2026 })) {
    for (const kind of play(steps).reached) reached.add(kind);
  }
  expect(reached.size).toBe(14);
}, 3_600_000);

function play(steps: readonly (Step | Proceeding)[]): Dispute {
  const dispute = new Dispute();
  for (const step of steps) dispute.take(step);
  return dispute;
}
