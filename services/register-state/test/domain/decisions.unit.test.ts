import { describe, expect, it } from '@jest/globals';
import { isContested } from '../../src/domain/contested.ts';
import { lastDayDue } from '../../src/domain/correction-terms.ts';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { answered, ContestedHistory, decided, objected } from './contested-history.ts';
import { book } from './history.ts';

const KEY = { board: '41000', number: '1' };
const asked = (): ContestedHistory => answered().askDecision();
const registered = (): ContestedHistory => new ContestedHistory('2020-09-01').deliver().askToCorrect();

describe('asking the register to decide', () => {
  it('is for six weeks after the board answered, to the day', () => {
    expect(answered().terms).toEqual(['BESLUIT_VRAGEN LERAAR 2020-10-20']);
    expect(answered().on('2020-10-20').askDecision().corrections).toEqual(['BESLUIT_GEVRAAGD']);
    const late = answered().on('2020-10-21').askDecision();
    expect([late.refusal, late.corrections]).toEqual(['TERMIJN_VOORBIJ', ['JUIST_BEVONDEN']]);
  });

  it('after that the request is closed by the turn of the next day, and not before', () => {
    const history = answered();
    expect(nextDueDay(history.person, '2020-09-08', book)).toBe('2020-10-21');
    expect(history.dayTurn('2020-10-20').corrections).toEqual(['JUIST_BEVONDEN']);
    expect(history.dayTurn('2020-10-21').corrections).toEqual(['AFGESLOTEN']);
    expect(history.names).toEqual(['correctie-besloten', 'registratie-gewijzigd']);
    expect(nextDueDay(history.person, '2020-10-21', book)).toBeUndefined();
    expect(history.terms).toEqual([]);
  });

  it('counts by the day it was sent, though the turn of the next day came before it', () => {
    const closed = answered().dayTurn('2020-10-21');
    expect(closed.askDecision('2020-10-20').corrections).toEqual(['BESLUIT_GEVRAAGD']);
    expect(answered().dayTurn('2020-10-21').askDecision('2020-10-21').refusal).toBe('TERMIJN_VOORBIJ');
  });

  it('is possible when the board stayed silent past its four weeks, and not within them', () => {
    expect(registered().on('2020-09-29').askDecision().refusal).toBe('BESTUUR_AAN_ZET');
    expect(registered().on('2020-09-30').askDecision().corrections).toEqual(['BESLUIT_GEVRAAGD']);
    const promised = registered().answerCorrection('AANGEPAST');
    expect(promised.on('2020-09-29').askDecision().refusal).toBe('BESTUUR_AAN_ZET');
    expect(promised.on('2020-09-30').askDecision().corrections).toEqual(['BESLUIT_GEVRAAGD']);
  });

  it('is possible of what the board changed, when the teacher meant something else', () => {
    const changed = registered()
      .deliver({ spans: [['501', '2019-09-01']] })
      .answerCorrection('AANGEPAST');
    expect(changed.askDecision().corrections).toEqual(['BESLUIT_GEVRAAGD']);
  });

  it('takes it out of the hands of the board', () => {
    const history = registered().on('2020-09-30').askDecision();
    expect(history.answerCorrection('JUIST').codes).toEqual(['621']);
    expect(history.deliver({ spans: [['501', '2019-09-01']] }).codes).toEqual([]);
    expect(history.corrections).toEqual(['BESLUIT_GEVRAAGD']);
  });

  it('is once, and of what there is', () => {
    expect(asked().askDecision().refusal).toBe('VERKEERDE_STAND');
    expect(answered().take({ kind: 'decision-request', askedOn: '2020-09-08' }, { id: 'unknown' }).refusal).toBe(
      'GEEN_CORRECTIE',
    );
  });
});

describe('the decision', () => {
  it('is due eight weeks after it was asked for', () => {
    expect(asked().terms).toEqual(['BESLUIT BEHEER 2020-11-03']);
    // Eight weeks from a Saturday end on a Saturday.
    expect(answered().on('2020-09-12').askDecision().terms).toEqual(['BESLUIT BEHEER 2020-11-09']);
  });

  it('tells where, how long and until which day it can be objected to', () => {
    const { correction, terms } = decided();
    expect(correction).toMatchObject({
      kind: 'BESLUIT',
      decision: {
        verdict: 'AFGEWEZEN',
        fields: [],
        remedy: { kind: 'BEZWAAR', at: 'REGISTERAUTORITEIT', weeks: 6, until: '2020-10-26' },
      },
    });
    expect(terms).toEqual(['BEZWAAR BELANGHEBBENDEN 2020-10-26']);
  });

  it('counts the six weeks from the day after it was made known, and on over Christmas', () => {
    const history = asked()
      .on('2020-11-16')
      .decideOn('AFGEWEZEN', { datum: '2020-11-12', bekendgemaaktOp: '2020-11-13' });
    expect(history.terms).toEqual(['BEZWAAR BELANGHEBBENDEN 2020-12-28']);
  });

  it.each<[string, Parameters<ContestedHistory['decideOn']>[1], string]>([
    ['dated before it was asked for', { datum: '2020-09-07' }, 'DATUM /datum'],
    ['dated tomorrow', { datum: '2020-09-15', bekendgemaaktOp: '2020-09-15' }, 'DATUM /datum'],
    ['made known before its date', { bekendgemaaktOp: '2020-09-13' }, 'DATUM /bekendgemaaktOp'],
    ['made known tomorrow', { bekendgemaaktOp: '2020-09-15' }, 'DATUM /bekendgemaaktOp'],
    ['names fields without granting part', { velden: ['/perioden/0'] }, 'PAST_NIET /velden'],
  ])('is refused when %s', (_why, o, refusal) => {
    const history = asked().on('2020-09-14').decideOn('AFGEWEZEN', o);
    expect([history.refusal, history.corrections]).toEqual([refusal, ['BESLUIT_GEVRAAGD']]);
  });

  it('grants in part fields that were asked for or parts of them, and names them', () => {
    const part = (velden?: string[]) =>
      asked()
        .on('2020-09-14')
        .decideOn('GEDEELTELIJK_TOEGEWEZEN', velden === undefined ? {} : { velden });
    expect(part().refusal).toBe('PAST_NIET /velden');
    expect(part(['/perioden/0/datumBegin', '/sector']).refusal).toBe('NIET_GEVRAAGD /velden/1');
    expect(part(['/perioden/0/datumBegin']).correction).toMatchObject({
      decision: { fields: ['/perioden/0/datumBegin'] },
      obligation: { kind: 'OPEN', fields: ['/perioden/0/datumBegin'], by: '2020-10-12' },
    });
  });

  it('is one: whoever comes second is refused', () => {
    expect(decided().decideOn('TOEGEWEZEN').refusal).toBe('VERKEERDE_STAND');
    expect(answered().decideOn('TOEGEWEZEN').refusal).toBe('VERKEERDE_STAND');
  });
});

describe('a decision that grants', () => {
  it('obliges the board, and tells it so with record 16', () => {
    const history = decided('TOEGEWEZEN');
    expect(history.requested).toEqual(['41000/01 1: 2020-10-12 reminder']);
    expect(history.terms).toEqual(['BEZWAAR BELANGHEBBENDEN 2020-10-26', 'STAND BESTUUR 2020-10-12']);
    expect(decided().requested).toEqual([]);
  });

  it('is carried out by a snapshot that changes what it names, and by no other', () => {
    const history = decided('TOEGEWEZEN');
    expect(history.deliver().names).toEqual(['stand-herhaald']);
    history.deliver({ stand: { datumEindArbeidsovereenkomst: '2030-12-31' } });
    expect(history.names).not.toContain('correctie-besloten');
    history.deliver({ number: '2' });
    expect(history.names).not.toContain('correctie-besloten');
    history.deliver({ spans: [['501', '2019-07-01']] });
    expect(history.event('correctie-besloten').step).toBe('UITGEVOERD');
    expect(history.terms).toEqual(['BEZWAAR BELANGHEBBENDEN 2020-10-26']);
    expect(history.deliver({ spans: [['501', '2019-06-01']] }).names).not.toContain('correctie-besloten');
  });

  it('keeps the appointment in question until it is carried out, also when it is irrevocable', () => {
    const history = decided('TOEGEWEZEN').dayTurn('2020-10-27');
    expect(history.corrections).toEqual(['ONHERROEPELIJK']);
    expect(isContested(history.person, KEY)).toBe(true);
    history.deliver({ spans: [['501', '2019-07-01']] });
    expect(isContested(history.person, KEY)).toBe(false);
  });

  it('asks nothing of an appointment that is deleted, and lets go of one that is', () => {
    const gone = asked().remove({ begin: '2019-08-01' }).on('2020-09-14').decideOn('TOEGEWEZEN');
    expect([gone.requested, gone.terms]).toEqual([[], ['BEZWAAR BELANGHEBBENDEN 2020-10-26']]);
    const history = decided('TOEGEWEZEN').remove({ begin: '2019-08-01' });
    expect(history.event('correctie-besloten').step).toBe('VERPLICHTING_VERVALLEN');
    expect(history.terms).toEqual(['BEZWAAR BELANGHEBBENDEN 2020-10-26']);
  });
});

describe('a decision that nobody objects to', () => {
  it('is irrevocable on the day after the last day to object, and not before', () => {
    const history = decided();
    expect(nextDueDay(history.person, '2020-09-14', book)).toBe('2020-10-27');
    expect(history.dayTurn('2020-10-26').corrections).toEqual(['BESLUIT']);
    expect(isContested(history.person, KEY)).toBe(true);
    expect(history.dayTurn('2020-10-27').corrections).toEqual(['ONHERROEPELIJK']);
    expect(isContested(history.person, KEY)).toBe(false);
    expect(nextDueDay(history.person, '2020-10-27', book)).toBeUndefined();
  });

  it('is so after a standstill too, once', () => {
    const history = decided().dayTurn('2021-03-01');
    expect(history.corrections).toEqual(['ONHERROEPELIJK']);
    expect(history.dayTurn('2021-03-02').names).toEqual([]);
  });

  it('goes on when the appointment is deleted: a board cannot end it by that', () => {
    expect(asked().remove({ begin: '2019-08-01' }).corrections).toEqual(['BESLUIT_GEVRAAGD']);
    expect(objected().remove({ begin: '2019-08-01' }).corrections).toEqual(['BEZWAAR']);
  });

  it('lapses when the teacher dies, whatever it had come to', () => {
    expect(asked().die().corrections).toEqual(['VERVALLEN']);
    expect(objected().die().corrections).toEqual(['VERVALLEN']);
    const granted = decided('TOEGEWEZEN').dayTurn('2020-10-27').die();
    expect(granted.corrections).toEqual(['ONHERROEPELIJK']);
    expect(granted.terms).toEqual([]);
    expect(isContested(granted.person, KEY)).toBe(false);
  });
});

describe('an appointment is in question', () => {
  it('from the request until the end, and so it says', () => {
    const at = ({ person }: ContestedHistory): boolean => isContested(person, KEY);
    expect([registered(), answered(), asked(), decided(), objected()].map(at)).toEqual([true, true, true, true, true]);
    expect(at(answered().dayTurn('2020-10-21'))).toBe(false);
    expect(at(registered().remove({ begin: '2019-08-01' }))).toBe(false);
    expect(at(new ContestedHistory('2020-09-01').deliver())).toBe(false);
    expect(isContested(registered().person, { ...KEY, number: '2' })).toBe(false);
    expect(isContested(registered().person, { ...KEY, board: '42000' })).toBe(false);
  });
});

describe('the list of terms that went by', () => {
  const promised = (): ContestedHistory => registered().answerCorrection('AANGEPAST');

  it.each<[string, ContestedHistory, string | undefined]>([
    ['the answer of the board', registered(), '2020-09-29'],
    ['the snapshot that the board promised', promised(), '2020-09-29'],
    ['the decision of the register', asked(), '2020-11-03'],
    ['the decision on an objection', objected(), '2020-12-07'],
    ['the snapshot that a decision obliges the board to', decided('TOEGEWEZEN'), '2020-10-12'],
    [
      'the first of two: that snapshot, before the decision on an objection to it',
      decided('TOEGEWEZEN').on('2020-10-01').object('BESTUUR'),
      '2020-10-12',
    ],
    ['no term of the teacher: to ask for a decision', answered(), undefined],
    ['no term of who can object', decided(), undefined],
  ])('tells of %s', (_what, { correction }, due) => {
    expect(lastDayDue(correction)).toBe(due);
  });

  it('closes nothing of what the board promised', () => {
    expect(promised().terms).toEqual(['STAND BESTUUR 2020-09-29']);
    expect(promised().dayTurn('2020-09-30').corrections).toEqual(['WACHT_OP_STAND']);
  });
});
