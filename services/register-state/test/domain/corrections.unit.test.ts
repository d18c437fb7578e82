import { describe, expect, it } from '@jest/globals';
import { existsIn, isBrpField } from '../../src/domain/correction-fields.ts';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { book, History } from './history.ts';

const registered = (): History => new History('2020-09-01').deliver({ deliveryPoint: '02' });
const asked = (): History => registered().askToCorrect();
/** The same appointment with another begin, as a newer snapshot. */
const changed = { spans: [['501', '2019-09-01']] } as const;

describe('a teacher who asks to correct an appointment', () => {
  it('has his request sent to the delivery point of the board, which has four weeks', () => {
    const history = asked();
    expect(history.names).toEqual(['correctie-ingediend', 'registratie-gewijzigd']);
    expect(history.corrections).toEqual(['BIJ_BESTUUR']);
    expect(history.requested).toEqual(['41000/02 1: 2020-09-29']);
  });

  it('may ask it of an appointment that is over, and when he is out of the register', () => {
    const over = new History('2020-09-01').deliver({ spans: [['501', '2018-08-01', '2019-07-31']] });
    expect(over.askToCorrect().corrections).toEqual(['BIJ_BESTUUR']);
    expect(registered().askToLeave().askToCorrect().corrections).toEqual(['BIJ_BESTUUR']);
  });

  it.each<[string, History, Parameters<History['askToCorrect']>[0], reason: string]>([
    ['the appointment is unknown', registered(), { number: '2' }, 'GEEN_BENOEMING'],
    ['it is of another board', registered(), { board: '42000' }, 'GEEN_BENOEMING'],
    ['it was deleted', registered().remove({ begin: '2019-08-01' }), {}, 'GEEN_BENOEMING'],
    [
      'the field is not in the snapshot',
      registered(),
      { fields: ['/datumIngangBenoeming', '/datumEindeBenoeming'] },
      'GEEN_VELD /velden/1',
    ],
    ['it is data of the BRP', registered(), { fields: ['/persoon/geboortedatum'] }, 'BRP /velden/0'],
    ['the board was asked the same', asked(), {}, 'LOOPT_AL /velden/0'],
    ['he died', registered().die(), {}, 'OVERLEDEN'],
  ])('is refused, and told why, when %s', (_why, history, request, reason) => {
    const before = history.person;
    history.askToCorrect(request);
    expect([history.outcome.kind, history.refusal, history.requested]).toEqual(['AFGEWEZEN', reason, []]);
    expect(history.person).toBe(before);
  });

  it('is refused for a part of what the board was asked already, and for what that is a part of', () => {
    const history = registered().askToCorrect({ fields: ['/perioden/0/grondslagen'] });
    const [location, begin] = ['/perioden/0/grondslagen/0/vestigingen/0', '/perioden/0/datumBegin'];
    expect(history.askToCorrect({ fields: [location] }).outcome.kind).toBe('AFGEWEZEN');
    expect(history.askToCorrect({ fields: ['/perioden/0'] }).outcome.kind).toBe('AFGEWEZEN');
    expect(history.on('2020-09-02').askToCorrect({ fields: [begin] }).outcome.kind).toBe('VERWERKT');
    history
      .answerCorrection('JUIST')
      .on('2020-09-03')
      .askToCorrect({ fields: [begin] });
    expect(history.corrections).toEqual(['BIJ_BESTUUR', 'JUIST_BEVONDEN', 'BIJ_BESTUUR']);
  });
});

describe('the answer of the board (record 6)', () => {
  it('that the appointment is right closes the request', () => {
    const history = asked().answerCorrection('JUIST');
    expect(history.names).toEqual(['correctie-beantwoord', 'registratie-gewijzigd']);
    expect(history.feedback('TERUGKOPPELING_VERWERKT').signals).toEqual([]);
    expect(history.corrections).toEqual(['JUIST_BEVONDEN']);
  });

  it('that it is changed waits for the newer snapshot', () => {
    const history = asked().answerCorrection('AANGEPAST');
    expect(history.corrections).toEqual(['WACHT_OP_STAND']);
    history.deliver(changed);
    expect(history.names).toContain('correctie-beantwoord');
    expect(history.corrections).toEqual(['AANGEPAST']);
    expect(history.codes).toEqual([]);
  });

  it('is not borne out by a snapshot that changes nothing, is older, or is of another appointment', () => {
    const history = asked().answerCorrection('AANGEPAST');
    expect(history.deliver().corrections).toEqual(['WACHT_OP_STAND']);
    expect(history.deliver({ ...changed, time: '2019-01-01T00:00:00.000Z' }).codes).toEqual(['312']);
    expect(history.deliver({ ...changed, number: '2' }).corrections).toEqual(['WACHT_OP_STAND']);
  });

  it('needs no other snapshot when the board changed the appointment before it answered', () => {
    const history = asked().deliver(changed).answerCorrection('AANGEPAST');
    expect(history.corrections).toEqual(['AANGEPAST']);
    // What changed before the request is not an answer to it.
    const before = registered().deliver(changed).askToCorrect().answerCorrection('AANGEPAST');
    expect(before.corrections).toEqual(['WACHT_OP_STAND']);
  });

  it('is refused (621) by any but this board, and for what is unknown or closed', () => {
    const place = '/antwoordCorrectieverzoek/correctieverzoekId';
    expect(asked().answerCorrection('JUIST', { board: '42000' }).signals).toEqual([`621@${place}`]);
    expect(asked().answerCorrection('JUIST', { id: 'unknown' }).signals).toEqual([`621@${place}`]);
    const twice = asked().answerCorrection('AANGEPAST').answerCorrection('JUIST');
    expect(twice.signals).toEqual([`621@${place}`]);
    expect(twice.feedback('TERUGKOPPELING_AFKEURING').signals).toHaveLength(1);
    expect(twice.corrections).toEqual(['WACHT_OP_STAND']);
  });
});

describe('620', () => {
  it('is noticed on a snapshot of the appointment while the board has not answered', () => {
    expect(asked().deliver(changed).signals).toEqual(['620@/benoeming/benoemingvolgnummer']);
    expect(asked().deliver({ number: '2', spans: [['501', '2019-08-01']] }).codes).toEqual(['612']);
    expect(asked().answerCorrection('JUIST').deliver(changed).codes).toEqual([]);
  });
});

describe('the turn of the day', () => {
  it('reminds the board after two weeks without an answer, once, and tells consumers nothing', () => {
    const history = asked().deliver({ deliveryPoint: '03' });
    expect(nextDueDay(history.person, '2020-09-01', book)).toBe('2020-09-15');
    expect(history.dayTurn('2020-09-14').requested).toEqual([]);
    expect(history.dayTurn('2020-09-15').requested).toEqual(['41000/03 1: 2020-09-29 reminder']);
    expect(history.names).toEqual(['correctie-herinnerd']);
    expect(nextDueDay(history.person, '2020-09-15', book)).toBeUndefined();
    expect(history.dayTurn('2020-09-16').requested).toEqual([]);
    expect(history.corrections).toEqual(['BIJ_BESTUUR']);
  });

  it('reminds it once too after a standstill, and not of what is answered', () => {
    expect(asked().dayTurn('2020-12-01').dayTurn('2020-12-02').requested).toEqual([]);
    expect(asked().answerCorrection('AANGEPAST').dayTurn('2020-09-15').requested).toEqual([]);
  });
});

describe('a request of which nothing is left to correct', () => {
  it('lapses when the appointment is deleted, and does not come back with it', () => {
    const history = asked().remove({ begin: '2019-08-01' });
    expect(history.names).toContain('correctie-beantwoord');
    expect(history.corrections).toEqual(['VERVALLEN']);
    expect(history.deliver().corrections).toEqual(['VERVALLEN']);
    expect(history.answerCorrection('JUIST').codes).toEqual(['621']);
  });

  it('lapses when the teacher dies', () => {
    expect(asked().die().corrections).toEqual(['VERVALLEN']);
    expect(asked().answerCorrection('AANGEPAST').die().corrections).toEqual(['VERVALLEN']);
    expect(asked().answerCorrection('JUIST').die().corrections).toEqual(['VERVALLEN']);
  });
});

describe('a field of a snapshot', () => {
  const stand = { 'a/b~': [{ c: 1 }, null], d: '' };
  it.each<[string, boolean]>([
    ['/a~1b~0', true],
    ['/a~1b~0/0/c', true],
    ['/a~1b~0/1', true],
    ['/d', true],
    ['/d/0', false],
    ['/a~1b~0/1/c', false],
    ['/a~1b~0/2', false],
    ['/a~1b~0/00', false],
    ['/a~1b~0/length', false],
    ['/a~1b~0/-', false],
    ['/constructor', false],
  ])('%s is there: %s', (pointer, isThere) => {
    expect(existsIn(stand, pointer)).toBe(isThere);
  });

  it('is of the BRP when it says who somebody is, unless the school told it', () => {
    expect(['/persoon', '/persoon/geslacht', '/persoonlijk'].map(isBrpField)).toEqual([true, true, false]);
    expect(isBrpField('/persoon/nietIngezetene/landcode')).toBe(false);
  });
});
