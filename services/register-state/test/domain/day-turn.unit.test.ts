import { describe, expect, it } from '@jest/globals';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { createGroundBook } from '../../src/domain/ground-book.ts';
import { book, DUTCH, History } from './history.ts';

const due = (history: History): string | undefined => nextDueDay(history.person, history.day, book);

describe('the turn of the day', () => {
  it('begins an appointment on its first day', () => {
    const history = new History('2020-07-01').deliver({ spans: [['501', '2020-08-01']] });
    expect(due(history)).toBe('2020-08-01');
    expect(history.dayTurn('2020-07-31').names).toEqual([]);
    expect(history.dayTurn('2020-08-01').names).toEqual(['benoeming-begonnen', 'registratie-gewijzigd']);
    expect(history.dayTurn('2020-08-02').names).toEqual([]);
    expect(due(history)).toBeUndefined();
  });

  it('ends it on the day after its last, and keeps the person for reason EINDE', () => {
    const history = new History('2020-07-01').deliver({ spans: [['501', '2019-08-01', '2020-07-31']] });
    // Only the period is over, the appointment itself is open.
    expect(history.dayTurn('2020-08-01').names).toEqual(['persoon-bewaard', 'registratie-gewijzigd']);

    const ending = new History('2020-07-01').deliver({ stand: { datumEindeBenoeming: '2020-07-31' } });
    expect(due(ending)).toBe('2020-08-01');
    expect(ending.dayTurn('2020-08-01').names).toEqual([
      'benoeming-beeindigd',
      'persoon-bewaard',
      'registratie-gewijzigd',
    ]);
    expect(ending.status).toBe('BEWAARD(EINDE)');
    expect(ending.event('benoeming-beeindigd').day).toBe('2020-07-31');
  });

  it('is due when the last full ground of his boards is over, whoever stated his teaching too', () => {
    const history = new History('2020-07-01').deliver({ spans: [['501', '2019-08-01', '2020-07-31']] });
    expect(due(history.state(DUTCH))).toBe('2020-08-01');
    history.deliver({ board: '42000', spans: [['501', '2019-08-01', '2020-12-31']] });
    expect(due(history.deliver({ board: '43000', spans: [['501', '2019-08-01', '2020-09-30']] }))).toBe('2021-01-01');
  });

  it('puts who stated his teaching to sleep, and keeps him after five years', () => {
    const history = new History('2020-07-01').deliver({ stand: { datumEindeBenoeming: '2020-07-31' } }).state(DUTCH);
    expect(history.dayTurn('2020-08-01').status).toBe('SLAPEND');
    expect(due(history)).toBe('2025-08-01');
    expect(history.dayTurn('2025-07-31').names).toEqual([]);
    expect(history.dayTurn('2025-08-01').names).toEqual(['persoon-bewaard', 'registratie-gewijzigd']);
  });

  it('ends an anteroom entry with its ground', () => {
    const history = new History('2020-07-01').deliver({ spans: [['511', '2019-08-01', '2020-07-31']] });
    expect(due(history)).toBe('2020-08-01');
    expect(history.dayTurn('2020-08-01').names).toEqual(['voorportaal-beeindigd', 'registratie-gewijzigd']);
    expect(history.entries).toEqual(['511 EINDE 2020-07-31']);
  });

  it('is due for an entry of which it was not told in time that its chains are over', () => {
    const spans = [
      ['520', '2019-01-01', '2019-03-31'],
      ['530', '2019-04-01', '2019-05-31'],
      ['520', '2019-06-01', '2019-08-31'],
    ] as const;
    const history = new History('2019-01-01').deliver({ spans });
    expect(nextDueDay(history.person, '2020-01-01', book)).toBe('2019-09-01');
    expect(history.dayTurn('2020-01-01').entries).toEqual(['520 EINDE 2019-08-31']);
  });

  it('hands an entry over on the day that a full ground takes over', () => {
    const history = new History('2020-07-01').deliver({
      spans: [
        ['511', '2019-08-01', '2020-07-31'],
        ['501', '2020-08-01'],
      ],
    });
    expect(history.dayTurn('2020-08-01').names).toEqual(['voorportaal-overgedragen', 'registratie-gewijzigd']);
    expect(history.entries).toEqual(['511 OVERGEDRAGEN 2020-07-31']);
  });

  it('ends it with EINDE when the full ground that follows has not come by then', () => {
    const history = new History('2020-07-01').deliver({
      spans: [
        ['511', '2019-08-01', '2020-07-31'],
        ['501', '2020-10-01'],
      ],
    });
    expect(history.dayTurn('2020-08-01').entries).toEqual(['511 EINDE 2020-07-31']);
    expect(history.dayTurn('2020-10-01').entries).toEqual(['511 EINDE 2020-07-31']);
  });

  it('ends it with EINDE when the full ground was there on its last day alone', () => {
    const ground = (code: string) => ({ benoemingsgrondslag: code, vestigingen: ['00AH00'], onderwijs: [DUTCH] });
    const history = new History('2020-07-01').deliver({
      stand: {
        datumIngangBenoeming: '2020-01-01',
        perioden: [
          { datumBegin: '2020-01-01', datumEind: '2020-07-30', grondslagen: [ground('513')] },
          { datumBegin: '2020-07-31', datumEind: '2020-07-31', grondslagen: [ground('513'), ground('501')] },
        ],
      },
    });
    expect(history.dayTurn('2020-08-01').entries).toEqual(['513 EINDE 2020-07-31']);
  });

  it('ends it on the last day of the last of its chains, when both are over', () => {
    const history = new History('2019-01-01').deliver({
      spans: [
        ['513', '2019-01-01', '2019-03-31'],
        ['530', '2019-04-01', '2019-05-31'],
        ['513', '2019-06-01', '2019-08-31'],
      ],
    });
    expect(history.dayTurn('2020-01-01').entries).toEqual(['513 EINDE 2019-08-31']);
  });

  it('says nothing of dates that were past when they were delivered', () => {
    const history = new History('2020-08-15').deliver({ stand: { datumEindeBenoeming: '2020-07-31' } });
    expect(due(history)).toBeUndefined();
    expect(history.dayTurn('2020-08-16').names).toEqual([]);
  });

  it('goes on for the appointments of someone who died, without states', () => {
    const history = new History('2020-07-01').deliver({ stand: { datumEindeBenoeming: '2020-07-31' } }).die();
    expect(history.dayTurn('2020-08-01').names).toEqual(['benoeming-beeindigd', 'registratie-gewijzigd']);
  });

  it('does not undo what a later judgement said: the turn of an earlier day after a standstill', () => {
    const history = new History('2020-07-01').deliver({ stand: { datumEindeBenoeming: '2020-07-31' } });
    history.on('2020-08-10').deliver({ board: '42000', spans: [['530', '2020-08-01']] });
    expect(history.status).toBe('BEWAARD(EINDE)');
    history.dayTurn('2020-07-15');
    expect(history.names).toEqual([]);
    expect(history.dayTurn('2020-08-01').names).toEqual(['benoeming-beeindigd', 'registratie-gewijzigd']);
  });

  // Another version of the grounds has the next turn visit everybody in the anteroom. A command that came in between put
  // the due day where it would be without that, and nobody was told that the term had moved.
  it('is due for an entry whose term another version of the grounds moves, whatever command comes first', () => {
    const rows = loadCodeLists().grounds.map((row) => (row.code === '511' ? { ...row, maxDuur: 3 } : row));
    const history = new History('2020-07-01').deliver({ spans: [['511', '2019-08-01']] });
    expect(nextDueDay(history.person, '2020-07-01', createGroundBook(rows))).toBe('2020-07-01');
    expect(due(history)).toBe('2021-01-31');
  });

  // The first full ground of the appointment was taken for the one that takes over: an earlier one made it EINDE.
  it('hands an entry over to the full ground that follows it, whatever full ground the appointment had before', () => {
    const history = new History('2020-07-01').deliver({
      spans: [
        ['501', '2018-08-01', '2019-07-31'],
        ['511', '2019-08-01', '2020-07-31'],
        ['501', '2020-08-01'],
      ],
    });
    history.dayTurn('2020-08-01');
    expect(history.names).toEqual(['voorportaal-overgedragen', 'registratie-gewijzigd']);
    expect(history.entries).toEqual(['511 OVERGEDRAGEN 2020-07-31']);
  });

  // The turn of an earlier day took the entry back to the chain of that day, and the next turn forth again.
  it('does not take an entry back to a chain that is over by the day it was judged on', () => {
    const history = new History('2020-09-12').deliver({
      spans: [
        ['513', '2020-01-01', '2020-09-11'],
        ['530', '2020-09-12', '2020-09-12'],
        ['513', '2020-09-13'],
      ],
    });
    expect(history.person.entries[0]).toMatchObject({ latestDay: '2021-09-12' });
    expect(nextDueDay(history.person, '2020-09-10', book)).toBe('2021-03-12');
    expect(history.dayTurn('2020-09-11').names).toEqual([]);
    expect(history.dayTurn('2020-09-12').names).toEqual([]);
    expect(history.dayTurn('2020-09-13').names).toEqual([]);
  });
});

// The phase was reckoned as of today: a snapshot that came after midnight and before the turn of that day swallowed the
// event, because the turn found the appointment begun or ended already.
describe('that an appointment begins or ends', () => {
  const told = (history: History): string[] => history.names.filter((name) => /begonnen|beeindigd$/.test(name));
  const open = { spans: [['501', '2020-08-01']] } as const;
  const ending = { ...open, stand: { datumEindeBenoeming: '2020-08-31' } } as const;

  it.each([
    ['begins', open, { spans: [['502', '2020-08-01']] }, '2020-08-01', 'benoeming-begonnen'],
    ['ends', ending, { ...ending, spans: [['502', '2020-08-01']] }, '2020-09-01', 'benoeming-beeindigd'],
    ['begins, and its end is reported', open, ending, '2020-08-01', 'benoeming-begonnen'],
  ] as const)(
    'is told once when a changed snapshot comes on the day it %s, before its turn',
    (_what, first, changed, day, name) => {
      const history = new History('2020-07-30').dayTurn('2020-07-30').deliver(first);
      if (day > '2020-08-01') history.dayTurn('2020-08-01');
      history.on(day).deliver(changed);
      expect(told(history)).toEqual([]);
      expect(told(history.dayTurn(day))).toEqual([name]);
      expect(told(history.on(day).deliver(first))).toEqual([]);
      expect(told(history.dayTurn('2020-09-02'))).toEqual([]);
    },
  );

  it('is not told of a date that was past for the last turn when it was delivered', () => {
    const history = new History('2020-08-10').dayTurn('2020-08-10').deliver(open);
    history
      .on('2020-08-20')
      .dayTurn('2020-08-20')
      .deliver({ ...open, stand: { datumEindeBenoeming: '2020-08-15' } });
    expect(told(history.dayTurn('2020-08-21'))).toEqual([]);
  });

  it('is told when its end is reported on the day after its last, before the turn', () => {
    const history = new History('2020-08-31').dayTurn('2020-08-31').deliver(open);
    expect(told(history.on('2020-09-01').deliver(ending).dayTurn('2020-09-01'))).toEqual(['benoeming-beeindigd']);
  });

  it('is told to somebody who was set aside, by the turns he missed', () => {
    const history = new History('2020-07-30').dayTurn('2020-07-30').deliver(open);
    history
      .turnedUntil('2020-08-05')
      .on('2020-08-05')
      .deliver({ spans: [['502', '2020-08-01']] });
    expect(told(history.dayTurn('2020-08-01'))).toEqual(['benoeming-begonnen']);
  });

  it('is told again when a correction moves it to a day still to come', () => {
    const history = new History('2020-07-30').dayTurn('2020-07-30').deliver(open).dayTurn('2020-08-01');
    history.deliver({ spans: [['501', '2020-08-15']] });
    expect(told(history.dayTurn('2020-08-15'))).toEqual(['benoeming-begonnen']);
  });
});
