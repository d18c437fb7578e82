import { describe, expect, it } from '@jest/globals';
import { isContested } from '../../src/domain/contested.ts';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { answered, decided, objected } from './contested-history.ts';
import type { ContestedHistory } from './contested-history.ts';
import { book } from './history.ts';

const late = (history: ContestedHistory): boolean[] => {
  const { correction } = history;
  return 'objections' in correction ? correction.objections.map(({ isLate }) => isLate) : [];
};

describe('an objection (Awb 6:7, 6:8, 6:9)', () => {
  it('is in time on the last day of the six weeks, and late on the next', () => {
    expect(late(decided().on('2020-10-26').object())).toEqual([false]);
    expect(late(decided().on('2020-10-27').object())).toEqual([true]);
  });

  it('counts by the day it was received, though the turn of the next day came before it', () => {
    const history = decided().dayTurn('2020-10-27').object('LERAAR', { ontvangenOp: '2020-10-26' });
    expect([history.corrections, late(history)]).toEqual([['BEZWAAR'], [false]]);
  });

  it.each([
    ['2020-10-26', '2020-11-02', false],
    ['2020-10-26', '2020-11-03', true],
    ['2020-10-27', '2020-10-28', true],
  ])('posted on %s and received on %s is late: %s', (terPostOp, ontvangenOp, isLate) => {
    const history = decided().on('2020-11-10').object('LERAAR', { terPostOp, ontvangenOp });
    expect(late(history)).toEqual([isLate]);
  });

  it('opens what was irrevocable, and puts the appointment in question again', () => {
    const history = decided().dayTurn('2020-10-27').on('2020-12-01').object();
    expect([history.corrections, late(history)]).toEqual([['BEZWAAR'], [true]]);
    expect(isContested(history.person, { board: '41000', number: '1' })).toBe(true);
  });

  it('is made by teacher and board, each once', () => {
    const both = objected().object('BESTUUR');
    expect(late(both)).toEqual([false, false]);
    expect(both.object('LERAAR').refusal).toBe('BEZWAAR_LOOPT');
    expect(both.object('BESTUUR').refusal).toBe('BEZWAAR_LOOPT');
  });

  it.each<[string, ContestedHistory]>([
    ['before there is a decision', answered().askDecision()],
    ['where none was asked for', answered()],
    ['when the request was closed', answered().dayTurn('2020-10-21')],
    ['when it was decided on already', objected().on('2020-11-02').review('ONGEGROND')],
  ])('is refused %s', (_when, history) => {
    expect(history.object('BESTUUR').refusal).toBe('VERKEERDE_STAND');
  });

  it.each([
    [{ ontvangenOp: '2020-09-13' }, 'DATUM /ontvangenOp'],
    [{ ontvangenOp: '2020-10-02' }, 'DATUM /ontvangenOp'],
    [{ terPostOp: '2020-10-02' }, 'DATUM /terPostOp'],
    [{ terPostOp: '2020-09-13' }, 'DATUM /terPostOp'],
  ])('with %p is refused', (o, refusal) => {
    expect(decided().on('2020-10-01').object('LERAAR', o).refusal).toBe(refusal);
  });

  it('stops the turn of the day from making the decision irrevocable', () => {
    const history = objected();
    expect(nextDueDay(history.person, '2020-10-01', book)).toBeUndefined();
    expect(history.dayTurn('2020-10-27').corrections).toEqual(['BEZWAAR']);
    expect(history.dayTurn('2022-01-01').corrections).toEqual(['BEZWAAR']);
  });
});

describe('the term to decide on it (Awb 7:10)', () => {
  const by = ({ terms }: ContestedHistory): string => terms[0]?.replace('BESLISSING_OP_BEZWAAR BEHEER ', '') ?? '';
  const commission = { stap: 'COMMISSIE_INGESTELD' } as const;
  const omission = (gemeldOp: string, herstelUiterlijk: string) =>
    ({ stap: 'VERZUIM_GEMELD', indiener: 'LERAAR', gemeldOp, herstelUiterlijk }) as const;

  it('is six weeks from the day after the term to object, twelve with a commission (lid 1)', () => {
    expect(by(objected())).toBe('2020-12-07');
    expect(by(objected().handleObjection(commission))).toBe('2021-01-18');
    expect(by(decided().on('2020-12-01').object())).toBe('2020-12-07');
  });

  it.each([
    ['never repaired, it stands still until its term went by', undefined, '2020-12-15'],
    ['repaired, until that day', '2020-10-29', '2020-12-09'],
    ['repaired on the last day', '2020-11-03', '2020-12-14'],
    ['repaired so that it would end on a Saturday', '2020-11-01', '2020-12-14'],
    ['repaired too late', '2020-11-05', '2020-12-15'],
  ])('stands still while an omission is to be repaired (lid 2): %s', (_what, hersteldOp, last) => {
    const history = objected().on('2020-10-20').handleObjection(omission('2020-10-20', '2020-11-03'));
    if (hersteldOp !== undefined) {
      history.on('2020-11-06').handleObjection({ stap: 'VERZUIM_HERSTELD', indiener: 'LERAAR', hersteldOp });
    }
    expect(by(history)).toBe(last);
  });

  it('does not stand still before it began', () => {
    const history = objected().on('2020-10-20').handleObjection(omission('2020-10-10', '2020-10-20'));
    expect(by(history)).toBe('2020-12-07');
  });

  it('counts days once when both are asked', () => {
    const history = objected().object('BESTUUR').on('2020-11-02').handleObjection(omission('2020-11-02', '2020-11-09'));
    expect(by(history)).toBe('2020-12-14');
    history.handleObjection({ ...omission('2020-11-02', '2020-11-09'), indiener: 'BESTUUR' });
    expect(by(history)).toBe('2020-12-14');
  });

  it('counts the days of each, whichever was told first', () => {
    const history = objected().object('BESTUUR').on('2020-11-10').handleObjection(omission('2020-11-09', '2020-11-16'));
    expect(by(history)).toBe('2020-12-14');
    history.handleObjection({ ...omission('2020-11-02', '2020-11-12'), indiener: 'BESTUUR' });
    expect(by(history)).toBe('2020-12-21');
  });

  it('does not stand still for an objection that was withdrawn', () => {
    const history = objected().object('BESTUUR').on('2020-11-02').handleObjection(omission('2020-11-02', '2020-11-09'));
    history.handleObjection({ stap: 'INGETROKKEN', indiener: 'LERAAR', ingetrokkenOp: '2020-11-02' });
    expect(by(history)).toBe('2020-12-07');
  });

  it('is longer by one adjournment of at most six weeks, within the term (lid 3)', () => {
    const adjourned = (day: string, weken = 6) => objected().on(day).handleObjection({ stap: 'VERDAAGD', weken });
    expect(by(adjourned('2020-12-07'))).toBe('2021-01-18');
    expect(adjourned('2020-12-07', 7).refusal).toBe('PAST_NIET /weken');
    expect(adjourned('2020-12-08').refusal).toBe('AL_VERDAAGD');
    expect(adjourned('2020-12-07').handleObjection({ stap: 'VERDAAGD', weken: 1 }).refusal).toBe('AL_VERDAAGD');
  });

  it('ends on the day that a postponement says, which is later (lid 4)', () => {
    const postpone = (tot: string) =>
      objected().on('2020-12-10').handleObjection({ stap: 'UITGESTELD', tot, grond: 'INDIENER' });
    expect(by(postpone('2021-02-01'))).toBe('2021-02-01');
    expect(postpone('2020-12-07').refusal).toBe('DATUM /tot');
    expect(postpone('2021-02-01').handleObjection({ stap: 'VERDAAGD', weken: 6 }).refusal).toBe('AL_VERDAAGD');
  });

  it.each<[string, () => ContestedHistory, string]>([
    [
      'a second commission',
      () => objected().handleObjection(commission).handleObjection(commission),
      'PAST_NIET /stap',
    ],
    [
      'an omission of who did not object',
      () => objected().handleObjection({ ...omission('2020-10-01', '2020-10-08'), indiener: 'BESTUUR' }),
      'GEEN_BEZWAAR /indiener',
    ],
    [
      'an omission told tomorrow',
      () => objected().handleObjection(omission('2020-10-02', '2020-10-09')),
      'DATUM /gemeldOp',
    ],
    [
      'a term to repair that is none',
      () => objected().handleObjection(omission('2020-10-01', '2020-10-01')),
      'DATUM /herstelUiterlijk',
    ],
    [
      'a second omission',
      () =>
        objected()
          .handleObjection(omission('2020-10-01', '2020-10-08'))
          .handleObjection(omission('2020-10-01', '2020-10-08')),
      'PAST_NIET /stap',
    ],
    [
      'a repair of nothing',
      () => objected().handleObjection({ stap: 'VERZUIM_HERSTELD', indiener: 'LERAAR', hersteldOp: '2020-10-01' }),
      'PAST_NIET /stap',
    ],
    ['what there is no objection for', () => decided().handleObjection(commission), 'VERKEERDE_STAND'],
  ])('refuses %s', (_what, make, refusal) => {
    expect(make().refusal).toBe(refusal);
  });

  it('is one of order: what is decided after it counts', () => {
    expect(objected().on('2021-06-01').review('ONGEGROND').corrections).toEqual(['BESLISSING_OP_BEZWAAR']);
  });
});

describe('an objection that is withdrawn (Awb 6:21)', () => {
  const withdraw = { stap: 'INGETROKKEN', indiener: 'LERAAR', ingetrokkenOp: '2020-10-20' } as const;

  it('leaves the decision with its own term, in which another can be made', () => {
    const history = objected().on('2020-10-20').handleObjection(withdraw);
    expect([history.corrections, history.terms]).toEqual([['BESLUIT'], ['BEZWAAR BELANGHEBBENDEN 2020-10-26']]);
    expect(history.object().corrections).toEqual(['BEZWAAR']);
  });

  it('after the term leaves it irrevocable, and the other’s objection as it was', () => {
    const after = objected().on('2020-11-10');
    expect(after.handleObjection({ ...withdraw, ingetrokkenOp: '2020-11-10' }).corrections).toEqual(['ONHERROEPELIJK']);
    const both = objected().object('BESTUUR').on('2020-10-20').handleObjection(withdraw);
    expect(both.corrections).toEqual(['BEZWAAR']);
    expect(both.handleObjection(withdraw).refusal).toBe('GEEN_BEZWAAR /indiener');
  });

  it('cannot be so tomorrow, or before it was made', () => {
    const on = (ingetrokkenOp: string) => objected().handleObjection({ ...withdraw, ingetrokkenOp }).refusal;
    expect([on('2020-10-02'), on('2020-09-30')]).toEqual(['DATUM /ingetrokkenOp', 'DATUM /ingetrokkenOp']);
  });
});

describe('the advice (Awb 7:13)', () => {
  const sent = (): ContestedHistory => objected().handleObjection({ stap: 'COMMISSIE_INGESTELD' }).on('2020-11-02');

  it('is given by a commission that was set up, and needed then', () => {
    expect(objected().on('2020-11-02').advise('ONGEGROND').refusal).toBe('VERKEERDE_STAND');
    expect(sent().review('ONGEGROND').refusal).toBe('ADVIES_ONTBREEKT');
    expect(sent().advise('ONGEGROND').review('ONGEGROND').corrections).toEqual(['BESLISSING_OP_BEZWAAR']);
  });

  it('is deviated from with reasons (lid 7)', () => {
    const advised = sent().advise('GEGROND');
    expect(advised.review('ONGEGROND').refusal).toBe('AFWIJKING_ONTBREEKT /afwijkingVanAdvies');
    expect(advised.review('ONGEGROND', { afwijkingVanAdvies: 'De commissie zag een stuk niet.' }).corrections).toEqual([
      'BESLISSING_OP_BEZWAAR',
    ]);
    expect(objected().on('2020-11-02').review('ONGEGROND', { afwijkingVanAdvies: 'x' }).refusal).toBe(
      'PAST_NIET /afwijkingVanAdvies',
    );
  });

  it('is dated after the objection and the hearing, and not ahead', () => {
    expect(sent().advise('ONGEGROND', { uitgebrachtOp: '2020-11-03' }).refusal).toBe('DATUM /uitgebrachtOp');
    expect(sent().advise('ONGEGROND', { uitgebrachtOp: '2020-09-30' }).refusal).toBe('DATUM /uitgebrachtOp');
    expect(sent().advise('ONGEGROND', { gehoordOp: '2020-11-03' }).refusal).toBe('DATUM /gehoordOp');
  });

  it('is asked once more when the other party objects after it', () => {
    const history = sent().advise('ONGEGROND').object('BESTUUR');
    expect(history.corrections).toEqual(['BEZWAAR']);
    expect(history.review('ONGEGROND').refusal).toBe('ADVIES_ONTBREEKT');
  });
});

describe('the decision on the objection (Awb 7:11)', () => {
  it('waits until the term to object is over: the other party may still come', () => {
    expect(objected().on('2020-10-26').review('ONGEGROND').refusal).toBe('TERMIJN_LOOPT');
    expect(objected().on('2020-10-27').review('ONGEGROND').corrections).toEqual(['BESLISSING_OP_BEZWAAR']);
  });

  it('can be appealed against for six weeks, and is irrevocable after them', () => {
    const history = objected().on('2020-11-02').review('ONGEGROND');
    expect(history.terms).toEqual(['BEROEP BELANGHEBBENDEN 2020-12-14']);
    expect(nextDueDay(history.person, '2020-11-02', book)).toBe('2020-12-15');
    expect(history.dayTurn('2020-12-14').corrections).toEqual(['BESLISSING_OP_BEZWAAR']);
    expect(history.dayTurn('2020-12-15').corrections).toEqual(['ONHERROEPELIJK']);
  });

  it('grants what was refused, and obliges the board', () => {
    const history = objected().on('2020-11-02').review('GEGROND', { verzoek: 'TOEGEWEZEN' });
    expect(history.requested).toEqual(['41000/01 1: 2020-11-30 reminder']);
    expect(history.terms).toContain('STAND BESTUUR 2020-11-30');
  });

  it('takes back what was granted, when the board was right', () => {
    const history = decided('TOEGEWEZEN').on('2020-10-01').object('BESTUUR').on('2020-11-02');
    expect(history.review('GEGROND', { verzoek: 'AFGEWEZEN' }).terms).toEqual(['BEROEP BELANGHEBBENDEN 2020-12-14']);
    expect(history.requested).toEqual([]);
  });

  it('leaves what the board owes as it was when nothing changes', () => {
    const history = decided('TOEGEWEZEN').on('2020-10-01').object('BESTUUR').on('2020-11-02').review('ONGEGROND');
    expect([history.requested, history.terms[1]]).toEqual([[], 'STAND BESTUUR 2020-10-12']);
  });

  it('of one that came too late says whether its sender is to blame (6:11)', () => {
    const tooLate = (): ContestedHistory => decided().on('2020-11-10').object();
    expect(tooLate().review('ONGEGROND').refusal).toBe('TE_LAAT_NIET_BEOORDEELD /termijnoverschrijdingVerschoonbaar');
    expect(tooLate().review('ONGEGROND', { termijnoverschrijdingVerschoonbaar: true }).corrections).toEqual([
      'BESLISSING_OP_BEZWAAR',
    ]);
    const inadmissible = tooLate().review('NIET_ONTVANKELIJK', { nietOntvankelijkOmdat: 'TE_LAAT' });
    expect(inadmissible.corrections).toEqual(['BESLISSING_OP_BEZWAAR']);
    const blameless = { nietOntvankelijkOmdat: 'TE_LAAT', termijnoverschrijdingVerschoonbaar: true } as const;
    expect(tooLate().review('NIET_ONTVANKELIJK', blameless).refusal).toContain('PAST_NIET');
  });

  it.each<[Parameters<ContestedHistory['review']>, string]>([
    [['NIET_ONTVANKELIJK'], 'PAST_NIET /nietOntvankelijkOmdat'],
    [['ONGEGROND', { nietOntvankelijkOmdat: 'GEEN_BELANG' }], 'PAST_NIET /nietOntvankelijkOmdat'],
    [['NIET_ONTVANKELIJK', { nietOntvankelijkOmdat: 'TE_LAAT' }], 'WEL_ONTVANKELIJK /nietOntvankelijkOmdat'],
    [['NIET_ONTVANKELIJK', { nietOntvankelijkOmdat: 'VERZUIM' }], 'WEL_ONTVANKELIJK /nietOntvankelijkOmdat'],
    [['ONGEGROND', { termijnoverschrijdingVerschoonbaar: true }], 'PAST_NIET /termijnoverschrijdingVerschoonbaar'],
    [['GEGROND'], 'PAST_NIET /verzoek'],
    [['ONGEGROND', { verzoek: 'TOEGEWEZEN' }], 'PAST_NIET /verzoek'],
    [['ONGEGROND', { velden: ['/perioden/0'] }], 'PAST_NIET /velden'],
    [['GEGROND', { verzoek: 'GEDEELTELIJK_TOEGEWEZEN', velden: ['/sector'] }], 'NIET_GEVRAAGD /velden/0'],
    [['ONGEGROND', { datum: '2020-09-30' }], 'DATUM /datum'],
    [['ONGEGROND', { bekendgemaaktOp: '2020-11-03' }], 'DATUM /bekendgemaaktOp'],
  ])('%j is refused: %s', (given, refusal) => {
    const history = objected()
      .on('2020-11-02')
      .review(...given);
    expect([history.refusal, history.corrections]).toEqual([refusal, ['BEZWAAR']]);
  });

  it('is inadmissible for an omission that stayed, once the term to repair it went by (6:6)', () => {
    const asked = (): ContestedHistory =>
      objected().handleObjection({
        stap: 'VERZUIM_GEMELD',
        indiener: 'LERAAR',
        gemeldOp: '2020-10-01',
        herstelUiterlijk: '2020-11-05',
      });
    const inadmissible = { nietOntvankelijkOmdat: 'VERZUIM' } as const;
    expect(asked().on('2020-11-05').review('NIET_ONTVANKELIJK', inadmissible).refusal).toContain('WEL_ONTVANKELIJK');
    expect(asked().on('2020-11-06').review('NIET_ONTVANKELIJK', inadmissible).refusal).toBeUndefined();
    const repaired = asked()
      .on('2020-11-06')
      .handleObjection({ stap: 'VERZUIM_HERSTELD', indiener: 'LERAAR', hersteldOp: '2020-11-05' });
    expect(repaired.review('NIET_ONTVANKELIJK', inadmissible).refusal).toContain('WEL_ONTVANKELIJK');
  });
});
