import { describe, expect, it } from '@jest/globals';
import { History } from './history.ts';

describe('record 3, other key data of a person', () => {
  it('is recorded and told when the board has an appointment of the person', () => {
    const history = new History('2020-09-01').deliver().changeKeyData();
    expect(history.names).toEqual(['sleutelgegevens-gewijzigd', 'registratie-gewijzigd']);
    expect(history.feedback('TERUGKOPPELING_VERWERKT').signals).toEqual([]);
    expect(history.status).toBe('BEKEND');
  });

  it('is refused with 304 when only another board has one, and when nobody has', () => {
    expect(new History('2020-09-01').changeKeyData().signals).toEqual(['304@/wijzigingSleutelgegevens/persoon']);
    const elsewhere = new History('2020-09-01').deliver({ board: '42000' }).changeKeyData();
    expect(elsewhere.codes).toEqual(['304']);
    expect(elsewhere.feedback('TERUGKOPPELING_AFKEURING').signals).toHaveLength(1);
    expect(elsewhere.names).toEqual([]);
  });

  // Its text has a place for the number of an appointment, which this record does not have: "De benoeming - is bij …".
  it('is refused in words that say whose appointment is missing', () => {
    const refused = new History('2020-09-01').changeKeyData().feedback('TERUGKOPPELING_AFKEURING');
    expect(refused.signals[0]?.tekst).toContain('De benoeming (van deze persoon) is bij uw bestuur niet bekend');
  });

  it('is refused when the appointment was deleted, and accepted when it is over', () => {
    expect(new History('2020-09-01').deliver().remove({ begin: '2019-08-01' }).changeKeyData().codes).toEqual(['304']);
    const over = new History('2020-09-01').deliver({ spans: [['501', '2018-08-01', '2019-07-31']] });
    expect(over.changeKeyData().outcome.kind).toBe('VERWERKT');
  });

  // It once was taken for word of the state pension, and the next snapshot put the person out of the register.
  it('changes nothing of the person but the number of his last event', () => {
    const history = new History('2020-09-01').deliver();
    const before = history.person;
    expect(history.changeKeyData().person).toEqual({ ...before, sequence: before.sequence + 2 });
    expect(history.deliver({ number: '2' }).status).toBe('BEKEND');
  });

  it('is accepted each time: a number may change twice', () => {
    const history = new History('2020-09-01').deliver().changeKeyData().changeKeyData();
    expect(history.names).toEqual(['sleutelgegevens-gewijzigd', 'registratie-gewijzigd']);
  });
});

describe('record 15, what changed at a person without the board', () => {
  it('goes to every board and delivery point that has him, with its own appointments', () => {
    const history = new History('2020-09-01')
      .deliver()
      .deliver({ number: '2' })
      .deliver({ number: '3', deliveryPoint: '02' })
      .deliver({ board: '42000' });
    history.brpMutation('NAAM_GEWIJZIGD');
    expect(history.mutations).toEqual(['41000/01: 1 2', '41000/02: 3', '42000/01: 1']);
    expect(history.names).toEqual([]);
  });

  it('goes to the delivery point of the newest snapshot, one that repeats the former included', () => {
    const history = new History('2020-09-01').deliver().deliver({ deliveryPoint: '07' });
    expect(history.names).toEqual(['stand-herhaald']);
    expect(history.brpMutation('BSN_GEWIJZIGD').mutations).toEqual(['41000/07: 1']);
  });

  it('is no concern of a former employer, nor of who deleted the appointment', () => {
    const history = new History('2020-09-01')
      .deliver({ spans: [['501', '2018-08-01']], stand: { datumEindeBenoeming: '2020-08-31' } })
      .deliver({ board: '42000' })
      .remove({ board: '42000', begin: '2019-08-01' })
      .deliver({ board: '43000', spans: [['501', '2021-08-01']] });
    expect(history.brpMutation('BRP_GEKOPPELD').mutations).toEqual(['43000/01: 1']);
  });

  it('tells of a death once', () => {
    const history = new History('2020-09-01').deliver().die();
    expect(history.mutations).toEqual(['41000/01: 1']);
    expect(history.die().mutations).toEqual([]);
  });
});
