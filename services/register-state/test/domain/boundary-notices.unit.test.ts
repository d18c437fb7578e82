import { describe, expect, it } from '@jest/globals';
import type { Onderwijs, Periode } from '../../../../schemas/message-book/v1/generated.ts';
import { DUTCH, ENGLISH, History } from './history.ts';

const place = (p: number, g: number): string => `/benoeming/perioden/${p}/grondslagen/${g}/benoemingsgrondslag`;

type Grounds = readonly (string | readonly [code: string, ...teaching: Onderwijs[]])[];

/** An appointment with several grounds a period; every period lasts a year, the last is open. */
function deliver(history: History, periods: readonly Grounds[], o: { board?: string; number?: string } = {}): History {
  const perioden = periods.map((grounds, index): Periode => ({
    datumBegin: `${2015 + index}-08-01`,
    ...(index === periods.length - 1 ? {} : { datumEind: `${2016 + index}-07-31` }),
    grondslagen: grounds.map((given): Periode['grondslagen'][number] => {
      const [code, ...onderwijs] = typeof given === 'string' ? [given] : given;
      return { benoemingsgrondslag: code, vestigingen: ['00AH00'], ...(onderwijs.length === 0 ? {} : { onderwijs }) };
    }),
  }));
  return history.deliver({ ...o, stand: { datumIngangBenoeming: '2015-08-01', perioden } });
}

const told = (history: History, code: string): string[] => history.signals.filter((signal) => signal.startsWith(code));

describe('611', () => {
  const stated = (): History => deliver(new History('2018-01-01'), [['501']], { board: '42000' }).state(DUTCH);

  it('is told at every temporary ground of the record for what is stated, and at no other', () => {
    const history = deliver(stated(), [['501', ['513', DUTCH], ['516', ENGLISH], ['520', ENGLISH, DUTCH]]]);
    expect(told(history, '611')).toEqual([`611@${place(0, 1)}`, `611@${place(0, 3)}`]);
  });

  it('is told of what the record itself holds at the same time', () => {
    const history = deliver(new History('2018-01-01'), [['501']]).state(DUTCH);
    expect(told(deliver(history, [['501', ['513', DUTCH]]]), '611')).toEqual([`611@${place(0, 1)}`]);
  });

  it('is told at every full ground of the record that meets a temporary one of another board', () => {
    const history = deliver(new History('2018-01-01'), [['501'], ['501', '502']]).state(DUTCH);
    deliver(history, [[['520', DUTCH]]], { board: '42000' });
    expect(told(deliver(history, [['501'], ['502', '501']]), '611')).toEqual([
      `611@${place(0, 0)}`,
      `611@${place(1, 0)}`,
      `611@${place(1, 1)}`,
    ]);
  });

  it.each([
    ['ends the day before', '2014-08-01', '2015-07-31', false],
    ['ends on its first day', '2014-08-01', '2015-08-01', true],
    ['begins on its last day', '2015-08-31', undefined, true],
    ['begins the day after', '2015-09-01', undefined, false],
  ])('counts the days of both grounds: the full one %s', (_what, begin, end, isTold) => {
    const history = new History('2015-01-01').deliver({ board: '42000', spans: [['501', begin, end]] }).state(DUTCH);
    history.deliver({ spans: [['520', '2015-08-01', '2015-08-31']] });
    expect(told(history, '611')).toHaveLength(isTold ? 1 : 0);
  });

  it('compares the whole group', () => {
    const higher: Onderwijs = { ...DUTCH, gebied: 'VHO' };
    expect(told(deliver(stated(), [[['513', higher]]]), '611')).toEqual([]);
    expect(
      told(deliver(stated(), [[['513', { gebied: 'VO', vak: 'NEDERLANDS', aanduiding: 'LERAAR_VO' }]]]), '611'),
    ).toEqual([`611@${place(0, 0)}`]);
  });
});

describe('612', () => {
  const with612 = (end: string | undefined, begin: string): boolean =>
    new History('2018-01-01')
      .deliver({ spans: [['501', '2015-08-01']], stand: end === undefined ? {} : { datumEindeBenoeming: end } })
      .deliver({ number: '2', spans: [['501', begin]] })
      .codes.includes('612');

  it.each([
    ['the last day is shared', '2016-07-31', '2016-07-31', true],
    ['the next day is not', '2016-07-31', '2016-08-01', false],
    ['an open one never ends', undefined, '2199-12-31', true],
    ['over the turn of the year', '2015-12-31', '2016-01-01', false],
  ])('%s', (_what, end, begin, isTold) => {
    expect(with612(end, begin)).toBe(isTold);
  });

  it.each([
    ['2016-07-31', true],
    ['2016-07-30', false],
  ])('is told of one that ends on %s before one that begins on 31 July: %s', (datumEindeBenoeming, isTold) => {
    const history = new History('2018-01-01').deliver({ spans: [['501', '2016-07-31']] });
    history.deliver({ number: '2', spans: [['501', '2015-08-01']], stand: { datumEindeBenoeming } });
    expect(history.codes.includes('612')).toBe(isTold);
  });

  it('goes by the contract when the appointment has no end', () => {
    const history = new History('2018-01-01').deliver({
      spans: [['501', '2015-08-01']],
      stand: { datumEindArbeidsovereenkomst: '2016-07-31' },
    });
    expect(history.deliver({ number: '2', spans: [['501', '2016-08-01']] }).codes).not.toContain('612');
    expect(history.deliver({ number: '3', spans: [['501', '2016-07-31']] }).codes).toContain('612');
  });

  it('is told once, whatever number of appointments it overlaps', () => {
    const history = new History('2018-01-01').deliver().deliver({ number: '2' }).deliver({ number: '3' });
    expect(told(history, '612')).toHaveLength(1);
    expect(history.feedback('TERUGKOPPELING_BENOEMING').signals.find(({ code }) => code === '612')?.waarden).toEqual({
      andere_volgnummer: '1, 2',
    });
  });
});

describe('631 and 632', () => {
  const temporary = ['513', DUTCH] as const;
  const other = ['516', ENGLISH] as const;
  it.each<[string, readonly Grounds[], readonly Grounds[], string | undefined]>([
    ['one V becomes one L', [[temporary]], [['501']], `631@${place(0, 0)}`],
    ['two V become two L', [[temporary, other]], [['501', '502']], `631@${place(0, 0)}`],
    ['two V become one L', [[temporary, other]], [['501']], `631@${place(0, 0)}`],
    ['two V become V and L', [[temporary, other]], [['501', other]], undefined],
    ['V and L become two L', [[temporary, '501']], [['502', '501']], undefined],
    ['two L become two V', [['501', '502']], [[temporary, other]], `632@${place(0, 0)}`],
    ['two L become L and V', [['501', '502']], [['501', other]], undefined],
    ['V becomes X', [[temporary]], [['530']], undefined],
    ['X becomes L', [['530']], [['501']], undefined],
    ['V and X become L', [[temporary, '530']], [['501']], undefined],
    ['V becomes L and X', [[temporary]], [['501', '530']], undefined],
    ['V is followed by L', [[temporary]], [[temporary], ['501']], `631@${place(1, 0)}`],
    ['L is followed by V', [['501']], [['501'], [temporary, other]], `632@${place(1, 0)}`],
    ['a former period alone', [[temporary], ['501']], [['502'], ['501']], undefined],
    ['the last period is left out', [['501'], [temporary]], [['501']], `631@${place(0, 0)}`],
  ])('%s', (_what, before, after, expected) => {
    const history = deliver(deliver(new History('2018-01-01'), before), after);
    expect(history.signals.filter((signal) => /^63[12]/.test(signal))).toEqual(
      expected === undefined ? [] : [expected],
    );
  });

  it('are not told of a snapshot that brings a deleted appointment back', () => {
    const history = deliver(new History('2018-01-01'), [[temporary]]).remove({ begin: '2015-08-01' });
    expect(told(deliver(history, [['501']]), '63')).toEqual([]);
  });
});

describe('one person', () => {
  it('is in the register and in the anteroom, for different teaching, and each goes its own way', () => {
    const history = deliver(new History('2018-01-01'), [['501']]).state(DUTCH);
    deliver(history, [[['520', ENGLISH]]], { number: '2' });
    expect([history.status, ...history.entries]).toEqual(['OPGENOMEN', '520 INGESCHREVEN']);
    expect(told(history, '611')).toEqual([]);
    history.remove({ begin: '2015-08-01' });
    expect([history.status, ...history.entries]).toEqual(['ONBEKEND', '520 INGESCHREVEN']);
    deliver(history, [['501']]).remove({ number: '2', begin: '2015-08-01' });
    expect([history.status, ...history.entries]).toEqual(['BEKEND', '520 VERWIJDERD 2018-01-01']);
  });

  it('may have fifty appointments at a board, and another of a hundred periods', () => {
    const history = new History('2020-09-01');
    const numbers = Array.from({ length: 50 }, (_, index) => `${index + 1}`.padStart(2, '0'));
    for (const number of numbers) history.deliver({ number, spans: [['520', '2019-08-01', '2021-07-31']] });
    expect(history.entries).toHaveLength(50);
    const signal = history.feedback('TERUGKOPPELING_BENOEMING').signals.find(({ code }) => code === '612');
    expect(signal?.waarden?.['andere_volgnummer']).toBe(numbers.slice(0, -1).join(', '));

    const year = (index: number): string => `${1950 + index}`;
    const spans = Array.from(
      { length: 100 },
      (_, index) => [index % 2 === 0 ? '501' : '513', `${year(index)}-01-01`, `${year(index)}-12-31`] as const,
    );
    history.deliver({ board: '42000', number: '1', spans });
    expect(history.feedback('TERUGKOPPELING_BENOEMING').places).toHaveLength(100);
    expect(history.status).toBe('BEKEND');
    // Every odd year from 2021 on is another chain of one ground and teaching: one entry, of the first.
    const [first, ...others] = history.person.entries.filter(({ board }) => board === '42000');
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'INGESCHREVEN', latestDay: '2021-12-31' });
    expect(history.dayTurn('2022-01-01').person.entries.find(({ board }) => board === '42000')).toMatchObject({
      kind: 'INGESCHREVEN',
      latestDay: '2023-12-31',
    });
    history.remove({ board: '42000', begin: '1950-01-01' });
    for (const number of numbers) history.remove({ number, begin: '2019-08-01' });
    expect([history.status, history.person.entries.filter(({ kind }) => kind !== 'BEEINDIGD')]).toEqual([
      'ONBEKEND',
      [],
    ]);
  });
});
