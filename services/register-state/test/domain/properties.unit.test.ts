import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths } from '../../src/domain/calendar.ts';
import { endedByTerm, isLiving } from '../../src/domain/anteroom-entry.ts';
import { isPublished } from '../../src/domain/events.ts';
import type { Person } from '../../src/domain/person.ts';
import { newPerson } from '../../src/domain/person.ts';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { book, DUTCH, ENGLISH, History } from './history.ts';
import type { Span } from './history.ts';

/** What may happen to one teacher, days counted from 1 January 2020. */
type Step =
  | {
      readonly do: 'deliver';
      readonly board: string;
      readonly number: string;
      readonly spans: readonly (readonly [string, number, number | null])[];
      readonly aow: boolean;
    }
  | { readonly do: 'remove'; readonly board: string; readonly number: string }
  | { readonly do: 'state'; readonly both: boolean }
  | { readonly do: 'match'; readonly day: number }
  | { readonly do: 'ask-correction'; readonly board: string; readonly number: string }
  | { readonly do: 'answer-correction'; readonly verdict: 'AANGEPAST' | 'JUIST' }
  | { readonly do: 'die' }
  | { readonly do: 'pension' }
  | { readonly do: 'pass'; readonly days: number };

const day = (count: number): string => addDays('2020-01-01', count);
const board = fc.constantFrom('41000', '42000');
const number = fc.constantFrom('1', '2');
/** One or two periods after one another; grounds of every destination, extensions among them. */
const spans = fc
  .array(
    fc.tuple(fc.constantFrom('501', '502', '511', '512', '513', '514', '516', '530'), fc.integer({ min: 1, max: 200 })),
    { minLength: 1, maxLength: 2 },
  )
  .chain((periods) =>
    fc.tuple(fc.constant(periods), fc.integer({ min: -300, max: 200 }), fc.boolean()).map(([given, begin, open]) => {
      let at = begin;
      return given.map(([ground, length], index) => {
        const first = at;
        at += length;
        return [ground, first, open && index === given.length - 1 ? null : at - 1] as const;
      });
    }),
  );
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('deliver' as const), board, number, spans, aow: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), board, number }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('state' as const), both: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('match' as const), day: fc.integer({ min: 0, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask-correction' as const), board, number }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('answer-correction' as const),
      verdict: fc.constantFrom('AANGEPAST' as const, 'JUIST' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ do: 'pension' as const }, { do: 'die' as const }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 120 }) }) },
);
const steps = fc.array(step, { minLength: 1, maxLength: 14 });

function take(history: History, one: Step): History {
  switch (one.do) {
    case 'deliver': {
      const given = one.spans.map(([ground, begin, end]): Span => [
        ground,
        day(begin),
        end === null ? undefined : day(end),
      ]);
      return history.deliver({ ...one, spans: given });
    }
    case 'remove': {
      const known = history.person.appointments.find((a) => a.board === one.board && a.number === one.number);
      return history.remove({ ...one, begin: known?.snapshot.datumIngangBenoeming ?? '2020-01-01' });
    }
    case 'state':
      return one.both ? history.state(DUTCH, ENGLISH) : history.state(ENGLISH);
    case 'match':
      return history.match(history.person.statements[0]?.claimId ?? 'none', {
        uitkomst: 'DIRECT',
        regel: 'R',
        toelichting: 'x',
        beoordeeldOp: `2020-01-0${one.day}`,
      });
    case 'ask-correction':
      return history.askToCorrect(one);
    case 'answer-correction':
      return history.answerCorrection(one.verdict);
    case 'die':
      return history.die();
    case 'pension':
      return history.reachPension();
    case 'pass': {
      // Each day turns, but only a day that is due may change anything: the others are not even looked at.
      const until = addDays(history.day, one.days);
      for (let due = nextDueDay(history.person, history.day, book); due !== undefined && due <= until;) {
        history.dayTurn(due > history.day ? due : addDays(history.day, 1));
        due = nextDueDay(history.person, history.day, book);
      }
      return history.on(until).turnedUntil(until);
    }
  }
}

/** Everything but the count of events: what can be seen of a person. */
const visible = ({ sequence: _count, ...person }: Person): unknown => person;

describe('for every history of a person', () => {
  it('there is no event without a change, and no change without an event', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = new History('2020-01-01');
        for (const one of all) {
          const before = history.person;
          take(history, one);
          if (one.do === 'pass') continue;
          const told = history.events.filter(isPublished);
          if (told.length === 0) {
            // An equal snapshot moves the order and keeps the new personeelsnummer, and the state pension age is
            // remembered, both without an event that others are told.
            if (history.events.length === 0) expect(history.person).toBe(before);
          } else {
            expect(visible(history.person)).not.toEqual(visible(before));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the sequence has no gap, and the thin event closes every command that changed anything', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = new History('2020-01-01');
        for (const one of all) {
          const before = history.person.sequence;
          take(history, one);
          if (one.do === 'pass') continue;
          const told = history.events.filter(isPublished);
          expect(history.person.sequence).toBe(before + told.length);
          expect(told.length === 0 || told.at(-1)?.type === 'registratie-gewijzigd').toBe(true);
          expect(told.filter(({ type }) => type === 'registratie-gewijzigd').length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a day turn on which nothing is due changes nothing', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 400 }), (all, later) => {
        const history = new History('2020-01-01');
        for (const one of all) take(history, one);
        const due = nextDueDay(history.person, history.day, book);
        const asked = addDays(history.day, later);
        if (due !== undefined && due <= asked) return;
        expect(history.dayTurn(asked).names).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('deleting every appointment makes the person as if he had never been', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = new History('2020-01-01');
        for (const one of all.filter((some) => some.do !== 'die')) take(history, one);
        for (const { kind, board: at, number: which, snapshot } of history.person.appointments) {
          if (kind === 'GELDIG') history.remove({ board: at, number: which, begin: snapshot.datumIngangBenoeming });
        }
        expect(history.status).toBe('ONBEKEND');
        expect(history.person.statements).toEqual(newPerson(history.person.id).statements);
        expect(history.person.entries.filter(isLiving)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('a living entry has a temporary ground that stands, and the other way round', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = new History('2020-01-01');
        for (const one of all) take(history, one);
        if (history.status === 'BEWAARD(OVERLIJDEN)') return;
        const living = history.person.entries.filter(isLiving);
        const standing = history.person.appointments.some(
          (appointment) =>
            appointment.kind === 'GELDIG' &&
            appointment.snapshot.perioden.some(
              (one) =>
                (one.datumEind ?? '9999') >= history.day &&
                one.grondslagen.some(
                  ({ benoemingsgrondslag }) => book.ground(benoemingsgrondslag, 'VO', '2020-08-01').destination === 'V',
                ),
            ),
        );
        // By law, an entry that its term has ended stays so while the ground runs on.
        const ended = history.person.entries.some(endedByTerm);
        if (living.length > 0) expect(standing).toBe(true);
        if (standing) expect(living.length > 0 || ended).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('a living entry stands where its term is after the last turn, and nothing is told twice', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const history = new TermHistory('2020-01-01');
        for (const one of all) {
          take(history, one);
          if (one.do !== 'pass' || history.status === 'BEWAARD(OVERLIJDEN)') continue;
          for (const { kind, latestDay } of history.person.entries.filter(isLiving)) {
            const expected =
              latestDay === undefined || history.day < addMonths(latestDay, -6)
                ? 'INGESCHREVEN'
                : history.day <= latestDay
                  ? 'TERMIJN_NADERT'
                  : 'TERMIJN_VERSTREKEN';
            expect(kind).toBe(expected);
            if (latestDay !== undefined) expect(history.day < addDays(latestDay, 29)).toBe(true);
          }
        }
        expect(new Set(history.told).size).toBe(history.told.length);
      }),
      { numRuns: 300 },
    );
  });
});

/** Keeps every record 17. */
class TermHistory extends History {
  readonly told: string[] = [];

  override dayTurn(day: string): this {
    super.dayTurn(day);
    this.told.push(...this.signalled);
    return this;
  }
}
