import { describe, expect, it } from '@jest/globals';
import { DUTCH, History } from './history.ts';

describe('order of snapshots and deletions', () => {
  it('312: not newer by standvolgnummer when both have one, whatever their times', () => {
    const history = new History('2020-09-01').deliver({ order: 2, time: '2020-01-01T00:00:00.000Z' });
    const before = history.person;
    history.deliver({ order: 2, time: '2020-02-01T00:00:00.000Z' });
    expect(history.signals).toEqual(['312@/benoeming/standvolgnummer']);
    expect(history.feedback('TERUGKOPPELING_AFKEURING').signals).toHaveLength(1);
    expect(history.person).toBe(before);
    expect(history.deliver({ order: 3, time: '2019-01-01T00:00:00.000Z' }).codes).toEqual([]);
  });

  it('312: not newer by the time of the document when one has no standvolgnummer', () => {
    const history = new History('2020-09-01').deliver({ order: 9, time: '2020-01-01T00:00:00.000Z' });
    expect(history.deliver({ time: '2020-01-01T00:00:00.000Z' }).codes).toEqual(['312']);
    expect(history.deliver({ time: '2020-01-01T00:00:00.001Z' }).codes).toEqual([]);
  });

  it('counts deletions in the order: an older snapshot does not bring the appointment back', () => {
    const history = new History('2020-09-01').deliver({ order: 1 }).remove({ begin: '2019-08-01', order: 3 });
    expect(history.deliver({ order: 2 }).codes).toEqual(['312']);
    expect(history.deliver({ order: 4 }).names).toContain('benoeming-geregistreerd');
  });

  it('304: unknown, another begin, or deleted already', () => {
    const history = new History('2020-09-01').remove({ begin: '2019-08-01' });
    expect(history.signals).toEqual(['304@/verwijderingBenoeming/benoemingvolgnummer']);
    history.deliver();
    expect(history.remove({ begin: '2019-08-02' }).codes).toEqual(['304']);
    expect(history.remove({ board: '42000', begin: '2019-08-01' }).codes).toEqual(['304']);
    expect(history.remove({ begin: '2019-08-01' }).codes).toEqual([]);
    expect(history.remove({ begin: '2019-08-01' }).codes).toEqual(['304']);
  });

  it('312 for a deletion older than the snapshot', () => {
    const history = new History('2020-09-01').deliver({ order: 5 }).remove({ begin: '2019-08-01', order: 4 });
    expect(history.signals).toEqual(['312@/verwijderingBenoeming/standvolgnummer']);
  });

  it('an equal snapshot moves the order and keeps the new personeelsnummer, without event', () => {
    const history = new History('2020-09-01').deliver({ order: 1 });
    history.deliver({ order: 4, stand: { personeelsnummer: 'P7' } });
    expect(history.names).toEqual(['stand-herhaald']);
    expect(history.person.sequence).toBe(3);
    expect(history.person.appointments[0]?.snapshot.personeelsnummer).toBe('P7');
    expect(history.feedback('TERUGKOPPELING_BENOEMING').places).toHaveLength(1);
    expect(history.deliver({ order: 3 }).codes).toEqual(['312']);
    expect(history.remove({ begin: '2019-08-01', order: 5 }).feedback('TERUGKOPPELING_VERWIJDERING').staffNumber).toBe(
      'P7',
    );
  });
});

describe('registratieplekken', () => {
  it('give one row per period and ground, with the place of the ground and the end that counts', () => {
    const history = new History('2020-09-01').deliver({
      spans: [
        ['511', '2018-08-01', '2019-07-31'],
        ['501', '2019-08-01'],
      ],
      stand: { datumEindeBenoeming: '2021-07-31' },
    });
    expect(history.feedback('TERUGKOPPELING_BENOEMING').places).toEqual([
      {
        benoemingsgrondslag: '511',
        datumBegin: '2018-08-01',
        datumEind: '2019-07-31',
        vestigingen: ['00AH00'],
        onderwijs: [DUTCH],
        registratieplek: 'VOORPORTAAL',
        uiterlijkeDatum: '2020-07-31',
      },
      {
        benoemingsgrondslag: '501',
        datumBegin: '2019-08-01',
        datumEind: '2021-07-31',
        vestigingen: ['00AH00'],
        registratieplek: 'LERARENREGISTER',
      },
    ]);
  });
});

describe('notices', () => {
  it('400: the original begin is unknown, and the snapshot is stored all the same', () => {
    const stand = { oorspronkelijkeDatumIngang: '2019-09-01' };
    const history = new History('2020-09-01').deliver({ stand });
    expect(history.signals).toEqual(['400@/benoeming/oorspronkelijkeDatumIngang']);
    expect(history.status).toBe('BEKEND');
    const known = new History('2020-09-01').deliver({ spans: [['501', '2019-09-01']] }).deliver({ stand });
    expect(known.codes).toEqual([]);
  });

  it('608: from six months before the latest day, and past it; not for a chain that is over', () => {
    const spans = [['511', '2018-08-01']] as const;
    expect(new History('2020-01-30').deliver({ spans }).codes).toEqual([]);
    expect(new History('2020-01-31').deliver({ spans }).signals).toEqual([
      '608@/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag',
    ]);
    expect(new History('2021-01-01').deliver({ spans }).codes).toEqual(['608']);
    expect(new History('2020-05-01').deliver({ spans: [['511', '2018-08-01', '2020-04-30']] }).codes).toEqual([]);
    expect(new History('2020-04-30').deliver({ spans: [['511', '2018-08-01', '2020-04-30']] }).codes).toEqual(['608']);
  });

  it('608: once per chain, at its newest period', () => {
    const history = new History('2020-03-01').deliver({
      spans: [
        ['518', '2019-08-01', '2019-12-31'],
        ['518', '2020-01-01', '2020-03-31'],
        ['530', '2020-04-01', '2020-04-30'],
        ['518', '2020-05-01'],
      ],
    });
    expect(history.signals).toEqual(
      [1, 3].map((at) => `608@/benoeming/perioden/${at}/grondslagen/0/benoemingsgrondslag`),
    );
  });

  it('400 comes before 608: they are told in order of their codes', () => {
    const stand = { oorspronkelijkeDatumIngang: '2018-07-01' };
    expect(new History('2020-02-01').deliver({ spans: [['511', '2018-08-01']], stand }).codes).toEqual(['400', '608']);
  });

  it('608: of a base that goes on after its extension has ended', () => {
    const history = new History('2021-03-01').deliver({ spans: [['511', '2018-08-01']] });
    history.deliver({ number: '2', spans: [['512', '2019-09-01', '2020-01-31']] });
    history.deliver({ spans: [['511', '2018-08-01']], stand: { personeelsnummer: 'P2' } });
    const notice = history.feedback('TERUGKOPPELING_BENOEMING').signals.find(({ code }) => code === '608');
    expect(notice?.waarden).toEqual({ grondslag: '511', datum_maximum: '2021-08-31' });
  });

  it('609: replacements over all boards, gaps of three months counted, longer than twelve months', () => {
    const history = new History('2020-12-01')
      .deliver({ board: '42000', spans: [['513', '2020-01-01', '2020-06-30']] })
      .deliver({ spans: [['513', '2020-09-30', '2020-12-31']] });
    expect(history.codes.filter((code) => code === '609')).toEqual([]);
    history.deliver({ spans: [['513', '2020-09-30', '2021-01-01']] });
    expect(history.codes).toContain('609');
    const apart = new History('2020-12-01')
      .deliver({ board: '42000', spans: [['513', '2020-01-01', '2020-06-30']] })
      .deliver({ spans: [['513', '2020-10-02', '2021-02-01']] });
    expect(apart.codes).not.toContain('609');
  });

  it('611: a temporary ground for teaching that is stated, on a day that a full ground is valid', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    history.deliver({ number: '2', board: '42000', spans: [['516', '2020-08-01']] });
    expect(history.signals).toEqual(['611@/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag']);
  });

  // The date was the first day that both grounds are valid, which may be the day the other board's ground begins.
  it.each([
    ['the first day of this record', '2019-08-01', undefined, '2020-08-01'],
    ['today, when the other ground began later', '2020-08-15', undefined, '2020-09-01'],
    ['today, when that is its last day', '2020-08-15', '2020-09-01', '2020-09-01'],
    ['the first day of this record, when the other ground is yet to begin', '2021-02-01', undefined, '2020-08-01'],
  ])('611 tells no day of another board: %s', (_what, begin, end, told) => {
    const history = new History('2020-09-01').deliver({ board: '42000', spans: [['501', begin, end]] }).state(DUTCH);
    history.deliver({ spans: [['516', '2020-08-01']] });
    const notice = history.feedback('TERUGKOPPELING_BENOEMING').signals.find(({ code }) => code === '611');
    expect(notice?.waarden).toEqual({ datum: told });
  });

  it('611 tells the day when both grounds are of the same board', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    history.deliver({ number: '2', spans: [['516', '2018-08-01']] });
    const notice = history.feedback('TERUGKOPPELING_BENOEMING').signals.find(({ code }) => code === '611');
    expect(notice?.waarden).toEqual({ datum: '2019-08-01' });
    // The first such day, whichever of the full grounds was delivered first.
    history.deliver({ number: '3', spans: [['502', '2018-12-01']] });
    history.deliver({ number: '2', spans: [['516', '2018-08-01', '2020-12-31']] });
    const again = history.feedback('TERUGKOPPELING_BENOEMING').signals.find(({ code }) => code === '611');
    expect(again?.waarden).toEqual({ datum: '2018-12-01' });
  });

  it('612: overlaps another appointment at the same board', () => {
    const history = new History('2020-09-01').deliver().deliver({ number: '2' });
    expect(history.signals).toEqual(['612@/benoeming/benoemingvolgnummer']);
    expect(history.deliver({ board: '42000', number: '3' }).codes).toEqual([]);
    history.remove({ begin: '2019-08-01' });
    expect(history.deliver({ number: '2', spans: [['502', '2019-08-01']] }).codes).toEqual([]);
  });

  it('632: from register to anteroom, told of the last period', () => {
    const history = new History('2020-09-01').deliver();
    history.deliver({
      spans: [
        ['501', '2019-08-01', '2020-08-31'],
        ['516', '2020-09-01'],
      ],
    });
    expect(history.signals).toEqual(['632@/benoeming/perioden/1/grondslagen/0/benoemingsgrondslag']);
  });
});
