import { describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/domain/calendar.ts';
import { History } from './history.ts';
import type { Delivered, Span } from './history.ts';

const GROUND = '/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag';

/** What becomes of an extension in an appointment of its own, after these spans in another. */
function extended(base: readonly Span[], ...extension: readonly Span[]): History {
  return new History('2019-01-01').deliver({ spans: base }).deliver({ number: '2', spans: extension });
}

/** An appointment in special education, whose two sectors have the same codes. */
function special(sector: 'SO' | 'VSO', code: string, begin: string, end?: string): Delivered {
  const ground = { benoemingsgrondslag: code, vestigingen: ['00AH00'], onderwijs: [{ aanduiding: 'LERAAR_SO' }] };
  const span = { datumBegin: begin, ...(end === undefined ? {} : { datumEind: end }) };
  return {
    stand: { sector, datumIngangBenoeming: begin, perioden: [{ ...span, grondslagen: [ground] }] },
  } as Delivered;
}

/** Latest day of each living entry, with the ground of its base. */
function terms({ person }: History): string[] {
  const living = person.entries.filter(({ kind }) => kind !== 'BEEINDIGD');
  return [...new Set(living.map(({ ground, latestDay }) => `${ground} ${latestDay ?? 'no term'}`))];
}

describe('an extension', () => {
  it.each<[string, string | undefined, string, string]>([
    ['begins the day after its base', '2019-07-31', '2019-08-01', '511 2021-07-31'],
    ['begins on the last day of its base', '2019-07-31', '2019-07-31', '511 2021-07-30'],
    ['begins in the middle of its base', '2019-07-31', '2019-01-15', '511 2021-01-14'],
    ['begins on the second day of its base', '2019-07-31', '2018-08-02', '511 2020-08-01'],
    ['follows a base that is open', undefined, '2019-09-01', '511 2021-08-31'],
    ['begins on 1 January', '2019-12-31', '2020-01-01', '511 2021-12-31'],
    ['begins on 29 February', '2020-02-28', '2020-02-29', '511 2022-02-28'],
    ['begins on 1 March after a base that ends on 29 February', '2020-02-29', '2020-03-01', '511 2022-02-28'],
    ['begins on the day that summer time begins', '2020-03-28', '2020-03-29', '511 2022-03-28'],
    ['begins on the day that it ends', '2020-10-24', '2020-10-25', '511 2022-10-24'],
  ])('is in the chain when it %s', (_what, end, begin, term) => {
    const history = extended([['511', '2018-08-01', end]], ['512', begin]);
    expect(history.codes.filter((code) => code === '606')).toEqual([]);
    expect(terms(history)).toEqual([term]);
  });

  it.each<[string, string, string]>([
    ['begins two days after its base', '2019-07-31', '2019-08-02'],
    ['begins on the first day of its base', '2019-07-31', '2018-08-01'],
    ['begins before its base', '2019-07-31', '2018-07-31'],
    ['follows one that ends on 28 February of a leap year on 1 March', '2020-02-28', '2020-03-01'],
  ])('is refused when it %s', (_what, end, begin) => {
    expect(extended([['511', '2018-08-01', end]], ['512', begin]).signals).toEqual([`606@${GROUND}`]);
  });

  it('follows its base to the last day, also when a shorter appointment on it began later', () => {
    const history = extended([['513', '2018-08-01', '2019-07-31']], ['513', '2018-10-01', '2018-12-31']);
    expect(history.deliver({ number: '3', spans: [['514', '2019-08-01']] }).codes).not.toContain('606');
    expect(terms(history)).toEqual(['513 2021-07-31']);
  });

  it('of an extension needs that, not its base', () => {
    const base: Span[] = [['513', '2018-08-01', '2019-07-31']];
    expect(extended(base, ['515', '2019-08-01']).codes).toEqual(['606']);
    const both = extended(base, ['514', '2019-08-01', '2020-07-31'], ['515', '2020-08-01']);
    expect(terms(both)).toEqual(['513 2022-07-31']);
  });

  it('is refused after its base in another sector, and lengthens nothing there', () => {
    const history = new History('2019-09-01').deliver({ number: '1', ...special('VSO', '809', '2019-01-01') });
    const extension = special('SO', '810', '2019-08-01');
    expect(history.deliver({ number: '2', ...extension }).signals).toEqual([`606@${GROUND}`]);
    history.deliver({ number: '3', ...special('SO', '809', '2018-08-01', '2019-07-31') });
    expect(history.deliver({ number: '2', ...extension }).codes).not.toContain('606');
    expect(terms(history)).toEqual(['809 2019-12-31', '809 2021-07-31']);
  });

  it('is refused at the first of its periods that follow each other', () => {
    const loose = extended(
      [['513', '2018-08-01', '2019-06-30']],
      ['514', '2019-08-01', '2019-12-31'],
      ['514', '2020-01-01'],
    );
    expect(loose.signals).toEqual([`606@${GROUND}`]);
  });

  it('is refused for each of its stretches that hangs loose', () => {
    const history = extended(
      [['513', '2018-08-01', '2019-07-31']],
      ['514', '2019-08-01', '2019-12-31'],
      ['514', '2020-02-01', '2020-06-30'],
    );
    expect(history.signals).toEqual(['606@/benoeming/perioden/1/grondslagen/0/benoemingsgrondslag']);
  });

  it('counts from its first day, however many appointments its stretch is in', () => {
    const history = extended([['513', '2018-08-01', '2019-07-31']], ['514', '2019-08-01', '2019-12-31']);
    history.deliver({ number: '3', spans: [['514', '2020-01-01']] });
    expect(terms(history)).toEqual(['513 2021-07-31']);
  });

  it('after a gap of its base follows the second stretch alone', () => {
    const spans: Span[] = [
      ['513', '2018-08-01', '2018-12-31'],
      ['513', '2019-02-01', '2019-06-30'],
    ];
    const history = extended(spans, ['514', '2019-07-01']);
    // The first stretch is over on 1 January 2019.
    expect(terms(history)).toEqual(['513 2021-06-30']);
  });
});

describe('a stretch', () => {
  it.each<[string, string, string, string]>([
    ['goes on where another appointment begins the next day', '2019-03-31', '2019-04-01', '513 2019-12-31'],
    ['goes on where they overlap', '2019-03-31', '2019-03-01', '513 2019-12-31'],
    ['breaks off at a gap of one day', '2019-03-31', '2019-04-02', '513 2020-04-01'],
    ['goes on over the turn of the year', '2019-12-31', '2020-01-01', '513 2019-12-31'],
  ])('%s', (_what, end, begin, term) => {
    const history = new History(addDays(end, 1)).deliver({ spans: [['513', '2019-01-01', end]] });
    history.deliver({ number: '2', spans: [['513', begin]] });
    expect(terms(history)).toEqual([term]);
  });

  it('goes on whichever of its appointments was delivered first', () => {
    const history = new History('2019-04-01').deliver({ spans: [['513', '2019-04-01']] });
    history.deliver({ number: '2', spans: [['513', '2019-01-01', '2019-03-31']] });
    expect(terms(history)).toEqual(['513 2019-12-31']);
  });

  it('does not go on in another sector of the board', () => {
    const history = new History('2019-09-01').deliver(special('SO', '809', '2019-01-01'));
    history.deliver({ number: '2', ...special('VSO', '809', '2019-09-01') });
    const places = history.feedback('TERUGKOPPELING_BENOEMING').places;
    expect(places).toMatchObject([{ uiterlijkeDatum: '2020-08-31' }]);
  });
});
