import { describe, expect, it } from '@jest/globals';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import { viewOf } from '../../src/domain/person.ts';
import { DUTCH, ENGLISH, History } from './history.ts';
import type { Span } from './history.ts';

const opened = ['benoeming-geregistreerd', 'voorportaal-ingeschreven', 'registratie-gewijzigd'];

describe('an appointment on a temporary ground', () => {
  it('stands in the anteroom, with the latest day of its chain', () => {
    const history = new History('2018-10-01').deliver({ spans: [['511', '2018-09-15']] });
    expect(history.names).toEqual(opened);
    expect(history.person.entries[0]).toMatchObject({ kind: 'INGESCHREVEN', ground: '511', latestDay: '2020-07-31' });
    expect(viewOf(history.person)).toBe('IN_VOORPORTAAL');
  });

  it('stands there when it only begins later, and not when it is over', () => {
    expect(new History('2018-09-01').deliver({ spans: [['511', '2018-09-15']] }).names).toEqual(opened);
    const over = new History('2018-10-01').deliver({ spans: [['511', '2018-09-01', '2018-09-30']] });
    expect(over.entries).toEqual([]);
    const lastDay = new History('2018-09-30').deliver({ spans: [['511', '2018-09-01', '2018-09-30']] });
    expect(lastDay.entries).toEqual(['511 INGESCHREVEN']);
  });

  it('stands there by its temporary ground alone: teaching at a full ground or one without a place is ignored', () => {
    const grondslagen = ['501', '530', '516'].map((benoemingsgrondslag) => {
      return { benoemingsgrondslag, vestigingen: ['00AH00'], onderwijs: [DUTCH] };
    });
    const perioden = [{ datumBegin: '2020-08-01', grondslagen }];
    const history = new History('2020-09-01').deliver({ stand: { datumIngangBenoeming: '2020-08-01', perioden } });
    expect(history.entries).toEqual(['516 INGESCHREVEN']);
  });

  it('stands there from its first period on, through its last, whatever order its chain has them in', () => {
    const history = new History('2020-03-01').deliver({ spans: [['513', '2018-10-01']] }).deliver({
      number: '2',
      spans: [
        ['513', '2019-01-01', '2019-06-30'],
        ['514', '2019-07-01', '2019-12-31'],
        ['513', '2020-01-01', '2020-06-30'],
      ],
    });
    expect(history.event('voorportaal-ingeschreven')).toMatchObject({ number: '2', begin: '2019-01-01' });
    expect(history.dayTurn('2020-06-30').entries.slice(1)).not.toContain('513 EINDE 2019-12-31');
    expect(history.dayTurn('2020-07-01').person.entries[1]).toMatchObject({ reason: 'EINDE', endedOn: '2020-06-30' });
  });

  it('stands there once per teaching, beside a full ground for other teaching', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    history.deliver({ number: '2', spans: [['516', '2020-08-01', undefined, ENGLISH]] });
    expect(viewOf(history.person)).toBe('BEIDE');
  });

  it('runs on under its base ground when it is extended', () => {
    const history = new History('2020-06-01').deliver({ spans: [['511', '2018-09-15', '2020-07-31']] });
    history.deliver({
      spans: [
        ['511', '2018-09-15', '2020-07-31'],
        ['512', '2020-08-01'],
      ],
    });
    expect(history.names).toEqual(['benoeming-gewijzigd', 'voorportaal-verlengd', 'registratie-gewijzigd']);
    expect(history.person.entries[0]).toMatchObject({ ground: '511', latestDay: '2022-07-31' });
  });

  it('does not reset its term by a new benoemingvolgnummer at the same board, but does at another', () => {
    const history = new History('2019-10-01')
      .deliver({ spans: [['511', '2018-09-15', '2019-09-30']] })
      .deliver({ number: '2', spans: [['511', '2019-10-01']] });
    expect(history.person.entries.at(-1)).toMatchObject({ number: '2', latestDay: '2020-07-31' });
    history.deliver({ board: '42000', spans: [['511', '2019-10-01']] });
    expect(history.person.entries.at(-1)).toMatchObject({ board: '42000', latestDay: '2021-07-31' });
  });
});

describe('an entry ends', () => {
  const temporary = { spans: [['511', '2018-08-01']] } as const;

  it('OVERGEDRAGEN on the day before the full ground begins', () => {
    const history = new History('2019-02-10').deliver(temporary).deliver({
      spans: [
        ['511', '2018-08-01', '2019-01-31'],
        ['501', '2019-02-01'],
      ],
    });
    expect(history.names).toEqual([
      'benoeming-gewijzigd',
      'persoon-bekend',
      'voorportaal-overgedragen',
      'registratie-gewijzigd',
    ]);
    expect(history.entries).toEqual(['511 OVERGEDRAGEN 2019-01-31']);
    expect(history.codes).toEqual(['631']);
  });

  // Only the codes of the grounds were compared, so a second period on a ground was not seen as new.
  it('OVERGEDRAGEN too when the appointment had another period on that full ground before', () => {
    const former = ['501', '2017-08-01', '2018-07-31'] as const;
    const history = new History('2019-02-10')
      .deliver({ spans: [former, ['511', '2018-08-01']] })
      .deliver({ spans: [former, ['501', '2019-02-01']] });
    expect(history.entries).toEqual(['511 OVERGEDRAGEN 2019-01-31']);
    const repeated = new History('2019-02-10')
      .deliver({ spans: [former, ['511', '2018-08-01']] })
      .deliver({ spans: [former, ['516', '2018-08-01']] });
    expect(repeated.entries).toEqual(['511 VERWIJDERD 2019-02-10', '516 INGESCHREVEN']);
  });

  it('VERWIJDERD when the full ground is there from the beginning, and not when it came a day later', () => {
    const corrected = (begin: string): string[] =>
      new History('2019-02-10').deliver(temporary).deliver({ spans: [['501', begin]] }).entries;
    expect(corrected('2018-08-01')).toEqual(['511 VERWIJDERD 2019-02-10']);
    expect(corrected('2018-08-02')).toEqual(['511 OVERGEDRAGEN 2018-08-01']);
  });

  it('OVERGEDRAGEN when the full ground begins in a later period than the first of the temporary one', () => {
    const history = new History('2019-10-01').deliver({
      spans: [
        ['511', '2018-08-01', '2019-07-31'],
        ['511', '2019-08-01'],
      ],
    });
    expect(history.deliver({ spans: [['501', '2019-02-01']] }).entries).toEqual(['511 OVERGEDRAGEN 2019-01-31']);
  });

  it('OVERGEDRAGEN by a full ground that is new, beside one that was there', () => {
    const perioden = (...grounds: readonly (readonly [begin: string, end: string | undefined, ...string[]])[]) =>
      grounds.map(([datumBegin, datumEind, ...codes]) => ({
        datumBegin,
        ...(datumEind === undefined ? {} : { datumEind }),
        grondslagen: codes.map((code) => ({
          benoemingsgrondslag: code,
          vestigingen: ['00AH00'],
          ...(code === '511' ? { onderwijs: [DUTCH] } : {}),
        })),
      }));
    const datumIngangBenoeming = '2018-08-01';
    const both = perioden([datumIngangBenoeming, undefined, '501', '511']);
    const full = perioden([datumIngangBenoeming, '2019-01-31', '501'], ['2019-02-01', undefined, '501', '502']);
    const history = new History('2019-02-10').deliver({ stand: { datumIngangBenoeming, perioden: both } });
    history.deliver({ stand: { datumIngangBenoeming, perioden: full } });
    expect(history.entries).toEqual(['511 OVERGEDRAGEN 2019-01-31']);
  });

  it('VERWIJDERD when a correction takes it away without a full ground, or its appointment is deleted', () => {
    const other = { spans: [['516', '2018-08-01']] } as const;
    expect(new History('2019-02-10').deliver(temporary).deliver(other).entries).toEqual([
      '511 VERWIJDERD 2019-02-10',
      '516 INGESCHREVEN',
    ]);
    expect(new History('2019-02-10').deliver(temporary).remove({ begin: '2018-08-01' }).entries).toEqual([
      '511 VERWIJDERD 2019-02-10',
    ]);
  });

  it('EINDE when a snapshot reports an end in the past', () => {
    const history = new History('2019-02-10')
      .deliver(temporary)
      .deliver({ spans: [['511', '2018-08-01', '2019-01-31']] });
    expect(history.names).toEqual(['benoeming-gewijzigd', 'voorportaal-beeindigd', 'registratie-gewijzigd']);
    expect(history.entries).toEqual(['511 EINDE 2019-01-31']);
  });

  // It ended with EINDE years before it began, and was destroyed with its history by the next day turn.
  it('VERWIJDERD when a correction moves it to days long past, none of which it had', () => {
    const history = new History('2019-02-10')
      .deliver(temporary)
      .deliver({ spans: [['511', '2012-08-01', '2013-07-31']] });
    expect(history.entries).toEqual(['511 VERWIJDERD 2019-02-10']);
    expect(history.dayTurn('2019-02-11').entries).toEqual(['511 VERWIJDERD 2019-02-10']);
  });

  it('and is opened again by any temporary ground that stands', () => {
    const history = new History('2019-02-10').deliver(temporary).remove({ begin: '2018-08-01' }).deliver(temporary);
    expect(history.names).toEqual(opened);
    expect(history.entries).toEqual(['511 INGESCHREVEN']);
  });
});

describe('a correction of the begin', () => {
  it('is the same entry while the stretches overlap', () => {
    const history = new History('2019-02-10').deliver({ spans: [['513', '2019-01-01', '2019-06-30']] });
    history.deliver({ spans: [['513', '2019-02-01', '2019-06-30']] });
    expect(history.names).toEqual(['benoeming-gewijzigd', 'voorportaal-verlengd', 'registratie-gewijzigd']);
  });

  it('is another entry when they do not', () => {
    const history = new History('2019-02-10').deliver({ spans: [['513', '2019-01-01', '2019-06-30']] });
    history.deliver({ spans: [['513', '2019-08-01', '2019-12-31']] });
    expect(history.names).toEqual([
      'benoeming-gewijzigd',
      'voorportaal-beeindigd',
      'voorportaal-ingeschreven',
      'registratie-gewijzigd',
    ]);
    expect(history.event('voorportaal-beeindigd').reason).toBe('VERWIJDERD');
    expect(history.entries).toEqual(['513 INGESCHREVEN']);
  });

  const half = ['513', '2019-01-01', '2019-06-30'] as const;
  it.each<[string, Span, Span, string]>([
    ['it begins on the last day', half, ['513', '2019-06-30', '2019-12-31'], 'voorportaal-verlengd'],
    ['it begins the day after', half, ['513', '2019-07-01', '2019-12-31'], 'voorportaal-ingeschreven'],
    ['it ends on the first day', ['513', '2019-06-30', '2019-12-31'], half, 'voorportaal-verlengd'],
    ['it ends the day before', ['513', '2019-07-01', '2019-12-31'], half, 'voorportaal-ingeschreven'],
  ])('counts the days of both: %s', (_what, before, after, told) => {
    const history = new History('2018-12-01').deliver({ spans: [before] });
    expect(history.deliver({ spans: [after] }).names).toContain(told);
  });

  it('is another entry when the days of its base share none, though its extension covered them', () => {
    const history = new History('2020-09-01').deliver({
      spans: [
        ['511', '2018-08-01', '2019-07-31'],
        ['512', '2019-08-01'],
      ],
    });
    history.deliver({
      spans: [
        ['511', '2019-09-01', '2020-07-31'],
        ['512', '2020-08-01'],
      ],
    });
    expect(history.event('voorportaal-beeindigd').reason).toBe('VERWIJDERD');
    expect(history.names).toContain('voorportaal-ingeschreven');
  });

  it('is another entry when its own ground becomes the extension of another appointment’s', () => {
    const history = new History('2022-01-10')
      .deliver({ spans: [['511', '2018-08-01', '2020-07-31']] })
      .deliver({ number: '2', spans: [['512', '2020-08-01', '2021-07-31']] })
      .remove({ begin: '2018-08-01' })
      .deliver({
        number: '3',
        spans: [
          ['511', '2021-08-01', '2022-07-31'],
          ['512', '2022-08-01'],
        ],
      });
    history.deliver({ number: '3', spans: [['512', '2021-08-01']] });
    expect(history.entries.slice(-2)).toEqual(['511 VERWIJDERD 2022-01-10', '512 INGESCHREVEN']);
  });
});

describe('deleting the base under a living extension', () => {
  const base = { spans: [['511', '2018-08-01', '2020-07-31']] } as const;
  const extension = { number: '2', spans: [['512', '2020-08-01']] } as const;

  it('keeps the entry under its new base, and never judges 606 again', () => {
    const history = new History('2020-09-01').deliver(base).deliver(extension);
    expect(history.entries).toEqual(['511 INGESCHREVEN']);
    history.remove({ begin: '2018-08-01' });
    expect(history.names).toEqual(['benoeming-verwijderd', 'voorportaal-verlengd', 'registratie-gewijzigd']);
    expect(history.entries).toEqual(['512 INGESCHREVEN']);
    expect(history.person.entries[0]).toMatchObject({ latestDay: '2022-07-31' });
  });

  it('ends the entry when the person has one of that base, which is opened again', () => {
    const history = new History('2020-09-01').deliver(base).deliver(extension).remove({ begin: '2018-08-01' });
    history.remove({ number: '2', begin: '2020-08-01' }).deliver(base).deliver(extension);
    expect(history.entries).toEqual(['511 INGESCHREVEN', '512 VERWIJDERD 2020-09-01']);
    history.remove({ begin: '2018-08-01' });
    expect(history.entries).toEqual(['511 VERWIJDERD 2020-09-01', '512 INGESCHREVEN']);
  });

  const moved = (history: History): string[] =>
    history.events.flatMap((event) =>
      event.type === 'voorportaal-verlengd' ? [`${event.ground} ${event.after.ground} ${event.teaching}`] : [],
    );

  /** A period on several grounds, for teaching. */
  const during = (datumBegin: string, datumEind: string | undefined, codes: string[], ...onderwijs: Onderwijs[]) => ({
    datumBegin,
    ...(datumEind === undefined ? {} : { datumEind }),
    grondslagen: codes.map((code) => ({ benoemingsgrondslag: code, vestigingen: ['00AH00'], onderwijs })),
  });

  it('keeps each under the extension of its own base', () => {
    const bases = during('2018-08-01', '2019-07-31', ['513', '511'], DUTCH);
    const extensions = during('2019-08-01', undefined, ['514', '512'], DUTCH);
    const history = new History('2019-09-01')
      .deliver({ stand: { datumIngangBenoeming: '2018-08-01', perioden: [bases] } })
      .deliver({ number: '2', stand: { datumIngangBenoeming: '2019-08-01', perioden: [extensions] } })
      .remove({ begin: '2018-08-01' });
    expect(moved(history).map((move) => move.slice(0, 7))).toEqual(['511 512', '513 514']);
  });

  it('keeps each teaching for itself: one that is over ends', () => {
    const perioden = [
      during('2020-08-01', '2020-12-31', ['512'], ENGLISH, DUTCH),
      during('2021-01-01', undefined, ['512'], DUTCH),
    ];
    const history = new History('2020-09-01')
      .deliver(base)
      .deliver({ number: '2', stand: { datumIngangBenoeming: '2020-08-01', perioden } });
    history.on('2021-01-15').remove({ begin: '2018-08-01' });
    expect(moved(history)).toEqual([expect.stringContaining('NEDERLANDS')]);
  });

  it('keeps it on its last day too, when that is its first', () => {
    const oneDay = { number: '2', spans: [['512', '2020-08-01', '2020-08-01']] } as const;
    const history = new History('2020-08-01').deliver(base).deliver(oneDay).remove({ begin: '2018-08-01' });
    expect(moved(history).map((move) => move.slice(0, 7))).toEqual(['511 512']);
  });

  it('does not carry it over to days that were never its own', () => {
    const history = new History('2019-12-15')
      .deliver({ number: '6', spans: [['513', '2020-01-01', '2020-02-29']] })
      .deliver({ number: '5', spans: [['514', '2020-03-01', '2020-07-31']] })
      .deliver({
        number: '2',
        spans: [
          ['513', '2018-08-01', '2018-12-31'],
          ['514', '2019-01-01', '2019-06-30'],
          ['515', '2019-07-01', '2019-12-31'],
          ['530', '2020-01-01', '2020-07-31'],
          ['515', '2020-08-01'],
        ],
      })
      .remove({ number: '6', begin: '2020-01-01' });
    // No turn came since: the first entry is over, and nobody has said so.
    history.on('2020-09-10').remove({ number: '5', begin: '2020-03-01' });
    expect(moved(history).map((move) => move.slice(0, 7))).toEqual(['514 515']);
    expect(history.entries).toContain('513 EINDE 2019-12-31');
  });
});

describe('606', () => {
  it('refuses an extension that follows no stretch of the ground it extends, and stores nothing', () => {
    const history = new History('2020-09-01').deliver({ spans: [['512', '2020-08-01']] });
    expect(history.signals).toEqual(['606@/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag']);
    expect(history.outcome.kind).toBe('AFGEWEZEN');
    expect(history.person.appointments).toEqual([]);
  });

  it('refuses a gap of one day, accepts the base at the same board, not at another', () => {
    const base = { spans: [['511', '2018-08-01', '2020-07-31']] } as const;
    const late = { number: '2', spans: [['512', '2020-08-02']] } as const;
    expect(new History('2020-09-01').deliver(base).deliver(late).codes).toEqual(['606']);
    const elsewhere = { board: '42000', number: '2', spans: [['512', '2020-08-01']] } as const;
    expect(new History('2020-09-01').deliver(base).deliver(elsewhere).codes).toEqual(['606']);
  });

  it('accepts an extension that continues itself from another appointment', () => {
    const history = new History('2021-09-01')
      .deliver({ spans: [['511', '2018-08-01', '2020-07-31']] })
      .deliver({ number: '2', spans: [['512', '2020-08-01', '2021-07-31']] })
      .remove({ begin: '2018-08-01' })
      .deliver({ number: '3', spans: [['512', '2021-08-01']] });
    expect(history.codes).not.toContain('606');
    expect(history.outcome.kind).toBe('VERWERKT');
  });
});
