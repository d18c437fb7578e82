import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../src/domain/commands.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { entryKeyText, isLiving } from '../../src/domain/anteroom-entry.ts';
import type { KnownState } from '../../src/domain/known-states.ts';
import { registrationOnDay } from '../../src/domain/registration-on-day.ts';
import { book, DUTCH, ENGLISH, History } from './history.ts';
import type { Delivered, Span } from './history.ts';

/** A history that remembers every state it went through, and tells what holds on a day by what is known now. */
class Told extends History {
  states: KnownState[] = [];

  override judge(command: Command): this {
    super.judge(command);
    this.states.push({ day: this.day, person: this.person });
    return this;
  }

  onDay(day: string) {
    const [first, ...others] = this.states;
    if (first === undefined) throw new Error('nothing is known');
    return registrationOnDay({ states: [first, ...others], lastTurn: this.lastTurn, book }, day);
  }

  /** `STATUS(REASON) | appointments | entries | statements` */
  said(day: string): string {
    const { status, appointments, entries, statements } = this.onDay(day);
    return [
      status.kind === 'BEWAARD' ? `BEWAARD(${status.reason})` : status.kind,
      appointments.map(({ number }) => number).join(' '),
      entries.map(({ ground, kind }) => `${ground} ${kind}`).join(' '),
      statements.length,
    ].join(' | ');
  }
}

const full = (begin: string, end?: string): Pick<Delivered, 'spans' | 'stand'> => ({
  spans: [['501', begin, end]],
  stand: end === undefined ? {} : { datumEindeBenoeming: end },
});

describe('what holds on a day, by what is known', () => {
  it.each<[what: string, history: () => Told, said: Readonly<Record<string, string>>]>([
    [
      'an appointment counts from its first day, also when it was told late',
      () => new Told('2020-09-15').deliver(full('2020-08-01')),
      {
        '2020-07-31': 'ONBEKEND |  |  | 0',
        '2020-08-01': 'BEKEND | 1 |  | 0',
        '2020-09-15': 'BEKEND | 1 |  | 0',
      },
    ],
    [
      'an appointment that was told beforehand counts from the day it was told',
      () => new Told('2020-06-10').deliver(full('2020-08-01')).dayTurn('2020-08-01').on('2020-09-15').state(DUTCH),
      {
        '2020-06-09': 'ONBEKEND |  |  | 0',
        '2020-06-10': 'BEKEND |  |  | 0',
        '2020-08-01': 'BEKEND | 1 |  | 0',
        '2020-09-14': 'BEKEND | 1 |  | 0',
        '2020-09-15': 'OPGENOMEN | 1 |  | 1',
      },
    ],
    [
      'a correction of the begin counts for the days before it was told',
      () =>
        new Told('2020-08-10')
          .deliver({ ...full('2020-08-01'), order: 1 })
          .on('2020-10-01')
          .deliver({ ...full('2020-09-01'), order: 2 })
          .on('2020-11-01')
          .state(DUTCH),
      {
        // Known on the 10th for a full ground that was then thought to run already.
        '2020-08-09': 'ONBEKEND |  |  | 0',
        '2020-08-10': 'BEKEND |  |  | 0',
        '2020-08-31': 'BEKEND |  |  | 0',
        '2020-09-01': 'BEKEND | 1 |  | 0',
        '2020-11-01': 'OPGENOMEN | 1 |  | 1',
      },
    ],
    [
      'a deleted appointment never was, and what was stated on it neither',
      () =>
        new Told('2020-08-10')
          .deliver(full('2020-08-01'))
          .state(DUTCH)
          .on('2020-10-01')
          .remove({ begin: '2020-08-01' }),
      { '2020-08-15': 'ONBEKEND |  |  | 0', '2020-10-01': 'ONBEKEND |  |  | 0', '2021-01-01': 'ONBEKEND |  |  | 0' },
    ],
    [
      'an appointment that was over when it was delivered is shown, and has nobody in the register',
      () => new Told('2020-09-15').deliver(full('2019-08-01', '2020-07-31')),
      { '2020-01-01': 'ONBEKEND | 1 |  | 0', '2020-08-01': 'ONBEKEND |  |  | 0' },
    ],
    [
      'statements are those of the day, and the sleep that follows the end of the last full ground',
      () =>
        new Told('2020-08-01')
          .deliver(full('2020-08-01', '2021-07-31'))
          .on('2020-09-01')
          .state(DUTCH)
          .on('2020-10-01')
          .state(DUTCH, ENGLISH)
          .dayTurn('2021-08-01'),
      {
        '2020-08-31': 'BEKEND | 1 |  | 0',
        '2020-09-30': 'OPGENOMEN | 1 |  | 1',
        '2021-07-31': 'OPGENOMEN | 1 |  | 2',
        '2021-08-01': 'SLAPEND |  |  | 2',
        '2026-07-31': 'SLAPEND |  |  | 2',
        '2026-08-01': 'BEWAARD(EINDE) |  |  | 2',
        '2031-07-31': 'BEWAARD(EINDE) |  |  | 2',
        '2031-08-01': 'VERNIETIGD |  |  | 0',
        '2199-12-31': 'VERNIETIGD |  |  | 0',
      },
    ],
    [
      'a full ground that is told late wakes whoever was thought to be kept',
      () =>
        new Told('2020-08-01')
          .deliver(full('2020-08-01', '2021-07-31'))
          .dayTurn('2021-08-01')
          .on('2021-09-15')
          .deliver({ ...full('2021-08-01'), number: '2' }),
      { '2021-08-01': 'BEKEND | 2 |  | 0', '2021-09-14': 'BEKEND | 2 |  | 0' },
    ],
    [
      'a request counts from the day it was recorded',
      () => new Told('2020-08-01').deliver(full('2020-08-01')).on('2020-10-01').askToLeave().dayTurn('2020-12-01'),
      { '2020-09-30': 'BEKEND | 1 |  | 0', '2020-10-01': 'BEWAARD(VERZOEK) | 1 |  | 0' },
    ],
    [
      'so do the state pension and death, which no later day undoes',
      () =>
        new Told('2020-08-01')
          .deliver(full('2020-08-01'))
          .on('2020-10-01')
          .reachPension()
          .on('2020-11-01')
          .die()
          .dayTurn('2020-12-01'),
      {
        '2020-09-30': 'BEKEND | 1 |  | 0',
        '2020-10-31': 'BEWAARD(PENSIOEN) | 1 |  | 0',
        '2020-11-01': 'BEWAARD(OVERLIJDEN) | 1 |  | 0',
        '2021-11-01': 'BEWAARD(OVERLIJDEN) | 1 |  | 0',
      },
    ],
    [
      'an entry lives from the first day on its ground and stands by its term, before and after today',
      () => new Told('2020-10-01').deliver({ spans: [['511', '2020-09-01']] }),
      {
        '2020-08-31': 'ONBEKEND |  |  | 0',
        '2020-09-01': 'ONBEKEND | 1 | 511 INGESCHREVEN | 0',
        '2022-01-31': 'ONBEKEND | 1 | 511 TERMIJN_NADERT | 0',
        '2022-08-01': 'ONBEKEND | 1 | 511 TERMIJN_VERSTREKEN | 0',
        '2022-08-28': 'ONBEKEND | 1 | 511 TERMIJN_VERSTREKEN | 0',
        '2022-08-29': 'ONBEKEND | 1 |  | 0',
      },
    ],
    [
      'of an entry that the term has ended the days before stay as they were',
      () => new Told('2020-10-01').deliver({ spans: [['511', '2020-09-01']] }).dayTurn('2022-09-15'),
      {
        '2022-01-30': 'ONBEKEND | 1 | 511 INGESCHREVEN | 0',
        '2022-07-31': 'ONBEKEND | 1 | 511 TERMIJN_NADERT | 0',
        '2022-09-14': 'ONBEKEND | 1 | 511 TERMIJN_VERSTREKEN | 0',
        '2022-09-15': 'ONBEKEND | 1 |  | 0',
      },
    ],
    [
      'an entry that a full ground took over lived until the day before',
      () =>
        new Told('2020-09-01')
          .deliver({ spans: [['511', '2020-09-01']], order: 1 })
          .on('2020-12-01')
          .deliver({
            spans: [
              ['511', '2020-09-01', '2020-10-31'],
              ['501', '2020-11-01'],
            ],
            order: 2,
          }),
      {
        '2020-10-31': 'ONBEKEND | 1 | 511 INGESCHREVEN | 0',
        '2020-11-01': 'BEKEND | 1 |  | 0',
      },
    ],
    [
      'an entry that was told beforehand lives from the day it was opened',
      () => new Told('2020-06-10').deliver({ spans: [['511', '2020-08-01']] }).dayTurn('2020-09-01'),
      {
        '2020-06-09': 'ONBEKEND |  |  | 0',
        '2020-06-10': 'ONBEKEND |  | 511 INGESCHREVEN | 0',
        '2020-08-01': 'ONBEKEND | 1 | 511 INGESCHREVEN | 0',
      },
    ],
    [
      'on the day that was reached an entry stands as it was left, though its turn is still to come',
      () => new Told('2022-03-01').deliver({ spans: [['511', '2020-09-01']] }),
      { '2022-02-28': 'ONBEKEND | 1 | 511 TERMIJN_NADERT | 0', '2022-03-01': 'ONBEKEND | 1 | 511 INGESCHREVEN | 0' },
    ],
    // It was not there on the days between the two, on each of which the register had it.
    [
      'an entry with two chains stands by the first that is not over on the day, between them too',
      () =>
        new Told('2019-01-01')
          .deliver({
            spans: [
              ['513', '2019-01-01', '2019-12-31'],
              ['530', '2020-01-01', '2020-01-31'],
              ['513', '2020-02-01'],
            ],
          })
          .dayTurn('2019-06-30')
          .dayTurn('2020-01-01')
          .dayTurn('2020-03-01'),
      {
        '2018-12-31': 'ONBEKEND |  |  | 0',
        '2019-12-31': 'ONBEKEND | 1 | 513 TERMIJN_NADERT | 0',
        '2020-01-15': 'ONBEKEND | 1 | 513 INGESCHREVEN | 0',
        '2020-02-01': 'ONBEKEND | 1 | 513 INGESCHREVEN | 0',
      },
    ],
    [
      'an entry of which no snapshot tells any more lived from the day that its own told',
      () =>
        new Told('2018-09-01')
          .deliver({ spans: [['511', '2018-08-01']], order: 1 })
          .on('2019-02-10')
          .deliver({ spans: [['501', '2019-02-01']], order: 2 }),
      {
        '2018-07-31': 'ONBEKEND |  |  | 0',
        '2018-08-01': 'ONBEKEND |  | 511 INGESCHREVEN | 0',
        '2019-01-31': 'ONBEKEND |  | 511 INGESCHREVEN | 0',
        '2019-02-01': 'BEKEND | 1 |  | 0',
      },
    ],
    [
      'or from the day it was opened, when that was before',
      () =>
        new Told('2018-07-01')
          .deliver({ spans: [['511', '2018-08-01']], order: 1 })
          .on('2019-02-10')
          .deliver({ spans: [['501', '2019-02-01']], order: 2 }),
      { '2018-06-30': 'ONBEKEND |  |  | 0', '2018-07-01': 'ONBEKEND |  | 511 INGESCHREVEN | 0' },
    ],
    [
      'who asked to stay after his pension stays',
      () =>
        new Told('2020-08-01')
          .deliver(full('2020-08-01'))
          .askToStay()
          .on('2020-10-01')
          .reachPension()
          .dayTurn('2020-12-01'),
      { '2020-09-30': 'BEKEND | 1 |  | 0', '2020-10-01': 'BEKEND | 1 |  | 0' },
    ],
    [
      'of who is destroyed nothing is shown, though his appointment goes on',
      () => new Told('2020-08-01').deliver(full('2020-08-01')).on('2020-10-01').askToLeave().dayTurn('2020-12-01'),
      { '2025-09-30': 'BEWAARD(VERZOEK) | 1 |  | 0', '2025-10-01': 'VERNIETIGD |  |  | 0' },
    ],
    [
      'nor of the days after it, once they have passed',
      () =>
        new Told('2020-08-01')
          .deliver(full('2020-08-01'))
          .on('2020-10-01')
          .askToLeave()
          .dayTurn('2025-10-01')
          .dayTurn('2026-01-01'),
      { '2025-11-01': 'VERNIETIGD |  |  | 0' },
    ],
    [
      'one that a correction took away never lived',
      () =>
        new Told('2020-09-01')
          .deliver({ spans: [['511', '2020-09-01']], order: 1 })
          .on('2020-12-01')
          .deliver({ spans: [['501', '2020-09-01']], order: 2 }),
      { '2020-10-01': 'BEKEND | 1 |  | 0' },
    ],
  ])('%s', (_what, history, said) => {
    const told = history();
    expect(Object.fromEntries(Object.keys(said).map((day) => [day, told.said(day)]))).toEqual(said);
  });

  it('a statement is shown with the newest match that is known of it', () => {
    const told = new Told('2020-08-01').deliver(full('2020-08-01')).on('2020-09-01').state(DUTCH);
    const claim = told.person.statements[0]?.claimId ?? '';
    const match = { uitkomst: 'HANDMATIG', regel: 'R1', toelichting: 'Past.', beoordeeldOp: '2020-09-02' };
    told.on('2020-09-02').match(claim, match);
    told.on('2020-10-01').match(claim, { ...match, uitkomst: 'DIRECT', beoordeeldOp: '2020-10-01' });
    told.dayTurn('2020-12-01');
    expect(told.onDay('2020-09-01').statements[0]?.match?.uitkomst).toBe('DIRECT');
  });

  it('a correction is shown from the day it was asked, as it stood on the day', () => {
    const told = new Told('2020-08-01').deliver(full('2020-08-01')).on('2020-09-01').askToCorrect();
    told.on('2020-09-10').answerCorrection('JUIST').dayTurn('2020-09-20');
    const on = (day: string) => told.onDay(day).corrections.map(({ kind }) => kind);
    expect([on('2020-08-31'), on('2020-09-01'), on('2020-09-09'), on('2020-09-10')]).toEqual([
      [],
      ['BIJ_BESTUUR'],
      ['BIJ_BESTUUR'],
      ['JUIST_BEVONDEN'],
    ]);
  });
});

const spans = fc.constantFrom<Span[]>(
  [['501', '2020-02-01']],
  [['501', '2020-02-01', '2020-06-30']],
  [['511', '2020-03-01', '2020-09-30']],
  [
    ['513', '2020-01-01', '2020-05-31'],
    ['501', '2020-06-01'],
  ],
  [
    ['513', '2020-01-01', '2020-03-31'],
    ['530', '2020-04-01', '2020-04-30'],
    ['513', '2020-05-01', '2020-10-31'],
  ],
);
type Act =
  | { readonly kind: 'deliver'; readonly spans: Span[]; readonly number: string }
  | { readonly kind: 'state' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'pension' }
  | { readonly kind: 'die' }
  | { readonly kind: 'turns'; readonly days: number };
const acts = fc.array(
  fc.oneof<fc.Arbitrary<Act>[]>(
    fc.record({ kind: fc.constant('deliver' as const), spans, number: fc.constantFrom('1', '2') }),
    fc.constantFrom<Act[]>({ kind: 'state' }, { kind: 'leave' }, { kind: 'pension' }, { kind: 'die' }),
    fc.record({ kind: fc.constant('turns' as const), days: fc.integer({ min: 1, max: 90 }) }),
  ),
  { minLength: 1, maxLength: 8 },
);

describe('for every history', () => {
  const play = (steps: readonly Act[]): Told => {
    const told = new Told('2020-02-15').dayTurn('2020-02-15');
    for (const one of steps) {
      if (one.kind === 'deliver') told.deliver(one);
      else if (one.kind === 'state') told.state(DUTCH);
      else if (one.kind === 'leave') told.askToLeave();
      else if (one.kind === 'pension') told.reachPension();
      else if (one.kind === 'die') told.die();
      else for (let count = 0; count < one.days; count += 1) told.dayTurn(addDays(told.day, 1));
    }
    return told;
  };

  it('a day to come is told as the turns of all days until then will make it', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 900 }), (steps, ahead) => {
        const told = play(steps);
        const day = addDays(told.day, ahead);
        const foretold = told.onDay(day);
        const living = foretold.entries;
        for (let count = 0; count < ahead; count += 1) told.dayTurn(addDays(told.day, 1));
        expect(foretold.status).toEqual(told.person.status);
        expect(living.filter((one) => one.kind !== 'BEEINDIGD')).toEqual(
          expect.arrayContaining(told.person.entries.filter(isLiving)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('a day that has passed was told then as it is now, as long as nothing came in between', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 300 }), (steps, later) => {
        const told = play(steps);
        const { day } = told;
        const { status } = told.onDay(day);
        const { person } = told;
        expect(status).toEqual(person.status);
        for (let count = 0; count < later; count += 1) told.dayTurn(addDays(told.day, 1));
        const then = told.onDay(day);
        expect({ ...then.status, since: '' }).toEqual({ ...status, since: '' });
        const living = person.entries.filter(isLiving).map(entryKeyText);
        expect(then.entries.map(entryKeyText)).toEqual(expect.arrayContaining(living));
      }),
      { numRuns: 60 },
    );
  });

  it('every day of the message book has an answer', () => {
    const told = play([{ kind: 'deliver', spans: [['511', '2020-03-01']], number: '1' }]);
    for (const day of ['1900-01-01', '2020-02-29', '2199-12-31']) expect(told.onDay(day)).toHaveProperty('status');
  });
});
