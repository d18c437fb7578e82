import { describe, expect, it } from '@jest/globals';
import { isLater } from '../../src/domain/anteroom-entry.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { dayDestroyed } from '../../src/domain/settle-person.ts';
import { termsOn } from '../../src/domain/terms.ts';
import type { Terms } from '../../src/domain/terms.ts';
import { book, DUTCH, ENGLISH, History } from './history.ts';
import type { Delivered, Span } from './history.ts';

/** A register in which the turns have come until a day, and then this is delivered. */
function given(day: string, ...deliveries: readonly Delivered[]): History {
  const history = new History(day).turnedUntil(day);
  for (const delivery of deliveries) history.deliver(delivery);
  return history;
}

/** Takes every turn that is due up to and with a day, as the partition does. */
function turns(history: History, until: string): History {
  for (let at = addDays(history.lastTurn ?? history.day, 1); at <= until; at = addDays(at, 1)) {
    const due = nextDueDay(history.person, addDays(at, -1), book);
    if (due !== undefined && due <= at) history.dayTurn(at);
    else history.on(at).turnedUntil(at);
  }
  return history;
}

const on = (ground: string, begin: string, end?: string): { readonly spans: readonly Span[] } => ({
  spans: [[ground, begin, end]],
});

describe('the term of an anteroom entry', () => {
  it.each([
    // A school year is 1 August to 31 July, and the one that holds the begin counts.
    ['one school year from its first day', '518', '2019-08-01', '2020-07-31', '2020-01-31', '2020-08-01', '2020-08-29'],
    [
      'one school year on its last day but one',
      '518',
      '2019-07-30',
      '2019-07-31',
      '2019-01-31',
      '2019-08-01',
      '2019-08-29',
    ],
    ['one school year on its last day', '518', '2019-07-31', '2019-07-31', '2019-01-31', '2019-08-01', '2019-08-29'],
    ['two school years', '511', '2018-08-01', '2020-07-31', '2020-01-31', '2020-08-01', '2020-08-29'],
    // Months run until the day before; where the month is too short, its last day is the last one.
    ['twelve months', '513', '2019-02-28', '2020-02-27', '2019-08-27', '2020-02-28', '2020-03-27'],
    ['twelve months until 29 February', '513', '2019-03-01', '2020-02-29', '2019-08-29', '2020-03-01', '2020-03-29'],
    ['twelve months from 29 February', '513', '2020-02-29', '2021-02-28', '2020-08-28', '2021-03-01', '2021-03-29'],
    [
      'twelve months, warned in a short month',
      '513',
      '2018-09-01',
      '2019-08-31',
      '2019-02-28',
      '2019-09-01',
      '2019-09-29',
    ],
    [
      'twelve months, warned in a short leap month',
      '513',
      '2019-09-01',
      '2020-08-31',
      '2020-02-29',
      '2020-09-01',
      '2020-09-29',
    ],
    ['twenty-four months from 31 August', '516', '2018-08-31', '2020-08-30', '2020-02-29', '2020-08-31', '2020-09-28'],
  ])('%s', (_what, ground, begin, latestDay, nears, passed, ends) => {
    const start = nears > begin ? begin : addDays(nears, -2);
    const history = given(start, on(ground, begin));
    expect(history.person.entries[0]).toMatchObject({ kind: 'INGESCHREVEN', latestDay });
    expect(turns(history, addDays(nears, -1)).entries).toEqual([`${ground} INGESCHREVEN`]);
    expect(turns(history, nears).names).toEqual(['voorportaal-termijn-nadert', 'registratie-gewijzigd']);
    expect(history.signalled).toEqual([`41000/01 1 ${ground} NADERT ${latestDay}`]);
    expect(turns(history, latestDay).entries).toEqual([`${ground} TERMIJN_NADERT`]);
    expect(turns(history, passed).entries).toEqual([`${ground} TERMIJN_VERSTREKEN`]);
    expect(history.signalled).toEqual([`41000/01 1 ${ground} VERSTREKEN ${latestDay}`]);
    expect(turns(history, addDays(ends, -1)).entries).toEqual([`${ground} TERMIJN_VERSTREKEN`]);
    expect(turns(history, ends).entries).toEqual([`${ground} TERMIJN ${addDays(ends, -1)}`]);
    expect(history.names).toEqual(['voorportaal-beeindigd', 'registratie-gewijzigd']);
    expect(history.signalled).toEqual([]);
    // Nothing more of the term: only that the entry is destroyed, five years on.
    expect(nextDueDay(history.person, history.day, book)).toBe(dayDestroyed(history.day));
  });

  it('does not run for a ground without a maximum', () => {
    const history = given('2018-08-01', on('520', '2018-08-01'));
    expect(nextDueDay(history.person, history.day, book)).toBeUndefined();
    expect(history.dayTurn('2048-08-01').entries).toEqual(['520 INGESCHREVEN']);
  });

  it('warns of a term that ends today, and has passed tomorrow', () => {
    const history = given('2020-07-31', on('518', '2019-08-01'));
    expect(history.codes).toEqual(['608']);
    expect(history.entries).toEqual(['518 INGESCHREVEN']);
    expect(turns(history, '2020-08-01').names).toEqual([
      'voorportaal-termijn-nadert',
      'voorportaal-termijn-verstreken',
      'registratie-gewijzigd',
    ]);
    expect(history.signalled).toEqual(['41000/01 1 518 VERSTREKEN 2020-07-31']);
  });

  it('takes all steps that are due at once, and signals nothing of an entry that they end', () => {
    const history = given('2020-09-15', on('518', '2019-08-01'));
    expect(history.entries).toEqual(['518 INGESCHREVEN']);
    expect(turns(history, '2020-09-16').names).toEqual([
      'voorportaal-termijn-nadert',
      'voorportaal-termijn-verstreken',
      'voorportaal-beeindigd',
      'registratie-gewijzigd',
    ]);
    expect(history.signalled).toEqual([]);
    expect(history.entries).toEqual(['518 TERMIJN 2020-09-15']);
  });

  it('moves by the turn of a day alone, not by a snapshot', () => {
    const history = given('2019-09-01', on('518', '2019-08-01')).on('2020-03-01');
    history.deliver({ ...on('518', '2019-08-01'), stand: { datumEindeBenoeming: '2021-12-31' } });
    expect([history.names, history.entries]).toEqual([
      ['benoeming-gewijzigd', 'registratie-gewijzigd'],
      ['518 INGESCHREVEN'],
    ]);
    expect(turns(history, '2020-03-02').entries).toEqual(['518 TERMIJN_NADERT']);
  });

  it('begins anew with the chain that follows, and takes the steps of that one', () => {
    const spans: readonly Span[] = [
      ['513', '2019-01-01', '2019-12-31'],
      ['530', '2020-01-01', '2020-01-31'],
      ['513', '2020-02-01'],
    ];
    const history = turns(given('2019-01-01', { spans }), '2019-07-01');
    expect(history.entries).toEqual(['513 TERMIJN_NADERT']);
    expect(history.dayTurn('2020-09-01').names.slice(0, -1)).toEqual([
      'voorportaal-verlengd',
      'voorportaal-termijn-nadert',
    ]);
    expect(history.signalled).toEqual(['41000/01 1 513 NADERT 2021-01-31']);
  });

  it('ends long after it passed, also when it is told of only then', () => {
    const history = given('2020-09-01', on('511', '2010-08-01'));
    expect(history.entries).toEqual(['511 INGESCHREVEN']);
    expect(history.dayTurn('2020-09-02').entries).toEqual(['511 TERMIJN 2020-09-01']);
  });

  it('says no more once the appointment is over', () => {
    const history = given('2019-08-01', on('518', '2019-08-01', '2020-07-31'));
    expect(turns(history, '2020-08-01').names).toEqual(['voorportaal-beeindigd', 'registratie-gewijzigd']);
    expect(history.entries).toEqual(['518 EINDE 2020-07-31']);
    expect(history.signalled).toEqual([]);
  });
});

describe('record 17', () => {
  const both: Delivered = {
    spans: [['518', '2019-08-01']],
    stand: {
      perioden: [
        {
          datumBegin: '2019-08-01',
          grondslagen: [{ benoemingsgrondslag: '518', vestigingen: ['00AH00'], onderwijs: [DUTCH, ENGLISH] }],
        },
      ],
    },
  };

  it('goes once for all teachings of a chain, and once per appointment', () => {
    const history = given('2019-09-01', both, { ...on('518', '2019-08-01'), number: '2' });
    expect(turns(history, '2020-01-31').names).toHaveLength(4);
    expect(history.signalled).toEqual(['41000/01 1 518 NADERT 2020-07-31', '41000/01 2 518 NADERT 2020-07-31']);
  });

  it('goes to the delivery point of the newest snapshot, a repeated one too', () => {
    const history = given('2019-09-01', on('518', '2019-08-01'), { ...on('518', '2019-08-01'), deliveryPoint: '07' });
    expect(turns(history, '2020-01-31').signalled).toEqual(['41000/07 1 518 NADERT 2020-07-31']);
  });

  it('does not go again for a teaching that comes later, nor when the entry ended and was opened again', () => {
    const history = turns(given('2019-09-01', on('518', '2019-08-01')), '2020-01-31');
    expect(history.signalled).toHaveLength(1);
    history.deliver(both);
    expect(turns(history, '2020-02-01').names).toEqual(['voorportaal-termijn-nadert', 'registratie-gewijzigd']);
    expect(history.signalled).toEqual([]);
    history.remove({ begin: '2019-08-01' }).deliver(on('518', '2019-08-01'));
    expect(turns(history, '2020-02-02').names).toEqual(['voorportaal-termijn-nadert', 'registratie-gewijzigd']);
    expect(history.signalled).toEqual([]);
    expect(turns(history, '2020-08-01').signalled).toEqual(['41000/01 1 518 VERSTREKEN 2020-07-31']);
  });

  it('goes again for another latest day, and names the newest link', () => {
    const base = ['511', '2018-08-01', '2020-07-31'] as const;
    const history = turns(given('2018-09-01', { spans: [base] }), '2020-02-01');
    expect(history.entries).toEqual(['511 TERMIJN_NADERT']);
    history.deliver({ spans: [base, ['512', '2020-08-01']] });
    expect(history.event('voorportaal-verlengd')).toMatchObject({
      before: { standing: 'TERMIJN_NADERT', latestDay: '2020-07-31' },
      after: { standing: 'INGESCHREVEN', latestDay: '2022-07-31' },
    });
    expect(turns(history, '2022-01-30').entries).toEqual(['511 INGESCHREVEN']);
    expect(turns(history, '2022-01-31').signalled).toEqual(['41000/01 1 512 NADERT 2022-07-31']);
  });

  it('does not go again when the base is deleted under a living extension', () => {
    const history = given('2018-09-01', on('511', '2018-08-01', '2020-07-31'));
    history
      .on('2020-07-01')
      .turnedUntil('2020-07-01')
      .deliver({ ...on('512', '2020-08-01'), number: '2' });
    expect(turns(history, '2022-01-31').signalled).toEqual(['41000/01 2 512 NADERT 2022-07-31']);
    history.remove({ begin: '2018-08-01' });
    expect(history.entries).toContain('512 TERMIJN_NADERT');
    expect(turns(history, '2022-03-01').signalled).toEqual([]);
  });

  it('is not sent of somebody who died', () => {
    const history = given('2019-09-01', on('518', '2019-08-01')).die();
    expect(turns(history, '2020-09-01').signalled).toEqual([]);
    expect(history.entries).toEqual(['518 OVERLIJDEN 2019-09-01']);
  });
});

describe('an entry that its term has ended', () => {
  const ended = (): History => turns(given('2018-09-01', on('511', '2018-08-01')), '2020-08-29');

  it('stays ended while the ground runs on, whatever snapshot comes', () => {
    const history = ended();
    expect(history.entries).toEqual(['511 TERMIJN 2020-08-28']);
    for (const stand of [{ personeelsnummer: 'P2' }, { datumEindeBenoeming: '2021-12-31' }]) {
      expect(history.deliver({ ...on('511', '2018-08-01'), stand }).entries).toEqual(['511 TERMIJN 2020-08-28']);
    }
    // A later begin in the same school year, an earlier one: the latest day does not move to a later date.
    expect(history.deliver(on('511', '2018-09-15')).entries).toEqual(['511 TERMIJN 2020-08-28']);
    expect(history.remove({ begin: '2018-09-15' }).deliver(on('511', '2018-08-01')).entries).toEqual([
      '511 TERMIJN 2020-08-28',
    ]);
  });

  it('is opened again when its latest day moves to a later date, by an extension or by another begin', () => {
    const extended = ended().deliver({
      spans: [
        ['511', '2018-08-01', '2020-07-31'],
        ['512', '2020-08-01'],
      ],
    });
    expect(extended.names).toContain('voorportaal-ingeschreven');
    expect(extended.person.entries[0]).toMatchObject({ kind: 'INGESCHREVEN', latestDay: '2022-07-31' });
    const corrected = ended().deliver(on('511', '2019-08-01'));
    expect(corrected.person.entries[0]).toMatchObject({ kind: 'INGESCHREVEN', latestDay: '2021-07-31' });
  });

  it('leaves other teaching on that ground to its own entry', () => {
    const perioden = [
      {
        datumBegin: '2018-08-01',
        grondslagen: [{ benoemingsgrondslag: '511', vestigingen: ['00AH00'], onderwijs: [DUTCH, ENGLISH] }],
      },
    ];
    const history = ended().deliver({ stand: { datumIngangBenoeming: '2018-08-01', perioden } });
    const standing = history.person.entries.map(({ kind, teaching }) => `${kind} ${teaching.includes('ENGELS')}`);
    expect(standing.toSorted()).toEqual(['BEEINDIGD false', 'INGESCHREVEN true']);
  });

  it.each([
    ['2020-08-01', '2020-07-31', true],
    ['2020-07-31', '2020-07-31', false],
    ['2020-07-30', '2020-07-31', false],
    [undefined, '2020-07-31', true],
    ['2020-08-01', undefined, false],
    [undefined, undefined, false],
  ])('is opened again when its latest day becomes %s after %s: %s', (next, former, isOpened) => {
    expect(isLater(next, former)).toBe(isOpened);
  });

  it('is not opened again under a new base when the old one is deleted', () => {
    const history = given('2018-09-01', on('511', '2018-08-01', '2020-07-31'));
    history
      .on('2020-07-01')
      .turnedUntil('2020-07-01')
      .deliver({ ...on('512', '2020-08-01'), number: '2' });
    expect(turns(history, '2022-08-29').entries).toContain('511 TERMIJN 2022-08-28');
    history.remove({ begin: '2018-08-01' });
    expect(history.names).toEqual(['benoeming-verwijderd', 'registratie-gewijzigd']);
  });

  it('is opened again by the day on which the first chain is over and another term follows', () => {
    const spans: readonly Span[] = [
      ['513', '2019-01-01', '2020-03-31'],
      ['530', '2020-04-01', '2020-04-30'],
      ['513', '2020-05-01'],
    ];
    const history = given('2019-01-01', { spans });
    expect(turns(history, '2020-01-29').entries).toEqual(['513 TERMIJN 2020-01-28']);
    expect(nextDueDay(history.person, history.day, book)).toBe('2020-04-01');
    // And is due still where that turn has not come, through the last day of the other chain.
    expect(nextDueDay(history.person, '2020-04-01', book)).toBe('2020-04-01');
    const short = turns(
      given('2019-01-01', { spans: [...spans.slice(0, 2), ['513', '2020-05-01', '2020-05-01']] }),
      '2020-01-29',
    );
    expect(nextDueDay(short.person, '2020-05-01', book)).toBe('2020-05-01');
    expect(turns(history, '2020-04-01').entries).toEqual(['513 INGESCHREVEN']);
    expect(history.person.entries[0]).toMatchObject({ latestDay: '2021-04-30' });
    // After a standstill the steps of its new term are due with it.
    const late = turns(given('2019-01-01', { spans }), '2020-01-29').dayTurn('2021-01-01');
    expect(late.names.slice(0, -1)).toEqual(['voorportaal-ingeschreven', 'voorportaal-termijn-nadert']);
  });

  it('tells 608 on, and has no place taken away in the feedback', () => {
    const history = ended().deliver({ ...on('511', '2018-08-01'), stand: { personeelsnummer: 'P2' } });
    expect(history.codes).toEqual(['608']);
    expect(history.feedback('TERUGKOPPELING_BENOEMING').places[0]).toMatchObject({
      registratieplek: 'VOORPORTAAL',
      uiterlijkeDatum: '2020-07-31',
    });
  });
});

describe('who is SLAPEND', () => {
  it.each([
    ['2020-08-01', '2025-08-01'],
    // As every term of months: February 2025 is too short, so its last day is the last of the five years.
    ['2020-02-29', '2025-03-01'],
    ['2020-03-01', '2025-03-01'],
  ])('since %s is kept for reason EINDE on %s', (since, until) => {
    const history = new History('2020-01-15').turnedUntil('2020-01-15');
    history.deliver({ stand: { datumEindeBenoeming: addDays(since, -1) } }).state(DUTCH);
    expect(turns(history, since).status).toBe('SLAPEND');
    expect(turns(history, addDays(until, -1)).status).toBe('SLAPEND');
    expect(turns(history, until).status).toBe('BEWAARD(EINDE)');
  });
});

describe('terms', () => {
  it('hold from a day on; what counts from an earlier day keeps the former ones', () => {
    const first = termsOn('2020-01-01');
    const second: Terms = { ...first, validFrom: '2021-08-01', monthsOfWarning: 9 };
    const monthsOn = (day: string): number => termsOn(day, [first, second]).monthsOfWarning;
    expect(['2000-01-01', '2021-07-31', '2021-08-01'].map(monthsOn)).toEqual([6, 6, 9]);
  });
});
