import { describe, expect, it } from '@jest/globals';
import { viewOf } from '../../src/domain/person.ts';
import { DUTCH, ENGLISH, History } from './history.ts';

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

  it('VERWIJDERD when the full ground is there from the beginning', () => {
    const history = new History('2019-02-10').deliver(temporary).deliver({ spans: [['501', '2018-08-01']] });
    expect(history.entries).toEqual(['511 VERWIJDERD 2019-02-10']);
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
