import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar.ts';
import type { Command } from '../../src/domain/commands.ts';
import { commandId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { anyHistory } from './any-step.ts';
import type { Step } from './any-step.ts';
import { commandOf } from './command-of-step.ts';
import {
  expectChangesAndEventsToMatch,
  expectDestroyedInTime,
  expectEntriesThatStand,
  expectKeptFrom,
  expectNothingOfTheSameAgain,
  expectOneFeedbackPerRecord,
  expectOneState,
  expectTermsObserved,
  signalsOf,
  statusOf,
} from './invariants.ts';
import { yesterday } from './naive-calendar.ts';
import { NaivePhases } from './naive-phases.ts';
import { NaiveRegister } from './naive-register.ts';
import { PlayedHistory } from './played-history.ts';
import type { Judged } from './played-history.ts';
import {
  dueTermSignals,
  expectEndsOfEntries,
  expectForgotten,
  expectNoEntryLivesOn,
  expectNoneTakenBack,
  expectNothingDestroyedEarly,
  expectSameEntry,
  expectSameLine,
  expectStatementsKept,
  expectStatusTold,
} from './told-invariants.ts';
import { expectNothingOfKept } from './told-to-consumers.ts';

/** `SIMULATION_RUNS=100000 npm run test:unit -- simulation` looks longer; a failing run tells its seed and is shrunk. */
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 2_500);
const DEAD = 'BEWAARD(OVERLIJDEN)';
/** Longer jumps are not turned day by day beside. */
const SHORT = 150;

/** One history, held against every invariant after each of its steps. */
class Simulation {
  private readonly history = new PlayedHistory();
  private readonly naive = new NaiveRegister(this.history.rows);
  private readonly sent: Command[] = [];
  /** Day on which a snapshot or deletion was judged last. */
  private judgedOn = '';
  private readonly phases = new NaivePhases();
  /** Records 17. */
  private readonly told = new Set<string>();

  take(step: Step): void {
    switch (step.do) {
      case 'pass':
        this.pass(step.days);
        return;
      case 'stand-still':
        this.history.day = addDays(this.history.day, step.days);
        return;
      case 'replace-grounds':
        this.history.replaceGrounds();
        this.naive.rows = this.history.rows;
        return;
      default: {
        const command = commandOf(step, this.history, this.sent);
        if (command !== undefined) this.judge(command);
      }
    }
  }

  /** Deletes all there is: then he is as if he had never been. */
  deleteAll(): void {
    const { history } = this;
    if ([DEAD, 'VERNIETIGD'].includes(statusOf(history.person))) return;
    for (const one of history.person.appointments.filter(({ kind }) => kind === 'GELDIG')) {
      this.judge({
        kind: 'deletion',
        id: history.nextId(),
        board: one.board,
        order: { time: '2199-12-31T00:00:00.000Z' },
        deletion: {
          benoemingvolgnummer: one.number,
          datumIngangBenoeming: one.snapshot.datumIngangBenoeming,
          reden: 'VERKEERDE_PERSOON',
        },
        givenNotices: [],
      });
    }
    const { person } = history;
    expect(person.status).toEqual({ kind: 'ONBEKEND' });
    expect(person.statements).toEqual([]);
    expect(person.entries.filter(({ kind }) => kind !== 'BEEINDIGD')).toEqual([]);
  }

  private judge(command: Command): void {
    const judged = this.history.judge(command);
    this.sent.push(command);
    if (judged.before.status.kind === 'VERNIETIGD') {
      expect(judged.after).toBe(judged.before);
      expectOneFeedbackPerRecord(judged);
      return;
    }
    const employers = this.phases.employers();
    const expected = this.naive.judge(command, judged.today);
    const known = new Set(judged.before.corrections.map(({ id }) => id));
    for (const { id } of judged.after.corrections) if (!known.has(id)) this.naive.name(id);
    expect([command.kind, signalsOf(judged).sort()]).toEqual([command.kind, expected.sort()]);
    this.look(judged);
    const isJudgedAnew = judged.outcome.kind === 'VERWERKT' && ['snapshot', 'deletion'].includes(command.kind);
    if (isJudgedAnew) this.deliver(judged);
    expectPhasesTold(judged, []);
    expectEmployersTold(judged, employers);
    if (isJudgedAnew) expectEntriesThatStand(judged.after, this.naive, judged.today);
  }

  private deliver({ command, today }: Judged): void {
    this.judgedOn = today;
    const { phases, history } = this;
    if (command.kind === 'snapshot') phases.delivered(command.board, command.snapshot, history.lastTurn ?? today);
    if (command.kind === 'deletion') phases.deleted(command.board, command.deletion.benoemingvolgnummer);
  }

  private pass(days: number): void {
    const { history, naive } = this;
    const until = addDays(history.day, days);
    const isFirst = history.lastTurn === null;
    let turned = history.lastTurn ?? until;
    const everyDay = days > SHORT ? undefined : history.turnedEveryDay(until);
    for (const judged of history.turnUntil(until)) {
      const eve = yesterday(judged.today);
      if (!isFirst) this.expectNothingDueUntil(eve, judged.before);
      if (eve > turned) expectTermsObserved(judged.before, eve);
      turned = judged.today;
      naive.judge(judged.command, judged.today);
      const told = this.phases.turn(judged.today);
      if (judged.after.status.kind !== 'VERNIETIGD') expectPhasesTold(judged, told);
      if (judged.after.status.kind === 'VERNIETIGD' && judged.before !== judged.after) {
        expect(naive.isKeptLongEnough(judged.today)).toBe(true);
        expectNoEntryLivesOn(judged, naive);
        naive.status = 'VERNIETIGD';
      }
      this.look(judged);
      expectNoneTakenBack(judged, naive, this.judgedOn);
    }
    this.expectNothingDueUntil(until, history.person);
    if (everyDay !== undefined) expect(history.person).toEqual(everyDay);
    expectTermsObserved(history.person, until);
    if (!isFirst) expectDestroyedInTime(history.person, naive, until);
    if (!isFirst) expectEntriesThatStand(history.person, naive, until);
  }

  /** The turns of days on which nobody was visited had nothing to do. */
  private expectNothingDueUntil(day: string, person: Person): void {
    if (person.status.kind === 'VERNIETIGD') return;
    this.naive.judge({ kind: 'day-turn', id: commandId('nobody'), day }, day);
    expect([day, this.naive.status]).toEqual([day, statusOf(person)]);
    expect([day, this.phases.turn(day)]).toEqual([day, []]);
  }

  private look(judged: Judged): void {
    const { outcome } = judged;
    const signals = outcome.kind === 'VERWERKT' ? (outcome.termSignals ?? []) : [];
    const sent = signals.map((one) => [one.board, one.number, one.ground, one.latestDay, one.kind].join(' '));
    const isTurn = judged.command.kind === 'day-turn';
    const due = isTurn ? dueTermSignals(judged, this.naive).filter((one) => !this.told.has(one)) : [];
    expect(sent.sort()).toEqual(due.sort());
    for (const one of sent) this.told.add(one);
    expectStatusTold(judged);
    expectNothingDestroyedEarly(judged);
    if (judged.after.status.kind !== 'VERNIETIGD') {
      expectEndsOfEntries(judged, this.naive);
      expectSameLine(judged, this.naive);
      expectForgotten(judged, this.naive);
      expectSameEntry(judged, this.naive);
      expectStatementsKept(judged, this.naive);
    }
    expectChangesAndEventsToMatch(judged);
    expectNothingOfKept(judged);
    expectOneFeedbackPerRecord(judged);
    expectOneState(judged.after);
    expectNothingOfTheSameAgain(this.history, judged);
    expect(statusOf(judged.after)).toBe(this.naive.status);
    expectKeptFrom(judged.after, this.naive);
  }
}

/** `benoeming-begonnen` and `benoeming-beeindigd`, with their days. */
function expectPhasesTold({ events }: Judged, due: readonly string[]): void {
  const told = events.flatMap((event) =>
    event.type === 'benoeming-begonnen' || event.type === 'benoeming-beeindigd'
      ? [`${event.type} ${event.board} ${event.number} ${event.day}`]
      : [],
  );
  expect(told.sort()).toEqual(due.toSorted());
}

/** Record 15: of death and of what the vault learned, once. */
function expectEmployersTold({ command, before, outcome }: Judged, employers: readonly string[]): void {
  const mutations = outcome.kind === 'VERWERKT' ? (outcome.mutations ?? []) : [];
  const isTold = command.kind === 'brp-mutation' || (command.kind === 'death' && statusOf(before) !== DEAD);
  const told = mutations.map(({ board, numbers }) => [board, ...numbers.toSorted()].join(' '));
  expect(told.sort()).toEqual(isTold ? employers : []);
}

it(`${RUNS} histories of one person keep to the law, in the words of a naive model too`, () => {
  fc.assert(
    fc.property(anyHistory, (steps) => {
      const simulation = new Simulation();
      for (const step of steps) simulation.take(step);
      simulation.deleteAll();
    }),
    { numRuns: RUNS },
  );
}, 3_600_000);
