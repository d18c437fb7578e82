import { describe, expect, it } from '@jest/globals';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { decided, objected, reviewed } from './contested-history.ts';
import type { ContestedHistory } from './contested-history.ts';
import { book } from './history.ts';

const appealed = (): ContestedHistory => reviewed().on('2020-12-01').appeal();
/** Ruled on Monday 1 February 2021; Monday 15 March is the last day to go to the second instance. */
const ruled = (...given: Parameters<ContestedHistory['rule']>): ContestedHistory =>
  appealed()
    .on('2021-02-01')
    .rule(...given);
const second = { instantie: 'HOGERBEROEPSRECHTER' } as const;

describe('an appeal (Awb 8:1)', () => {
  it('is against a decision on an objection, and no day turn ends it', () => {
    const history = appealed();
    expect([history.corrections, history.terms]).toEqual([['BEROEP'], []]);
    expect(nextDueDay(history.person, '2020-12-01', book)).toBeUndefined();
    expect(history.dayTurn('2023-01-01').corrections).toEqual(['BEROEP']);
    expect(decided().appeal().refusal).toBe('VERKEERDE_STAND');
    expect(objected().appeal().refusal).toBe('VERKEERDE_STAND');
    expect(appealed().appeal({ indiener: 'BESTUUR' }).refusal).toBe('VERKEERDE_STAND');
  });

  it('may be told of after its term: the court says whether it was in time', () => {
    const history = reviewed().dayTurn('2020-12-15');
    expect(history.corrections).toEqual(['ONHERROEPELIJK']);
    expect(history.on('2020-12-20').appeal({ ingesteldOp: '2020-12-14' }).corrections).toEqual(['BEROEP']);
    expect(decided().dayTurn('2020-10-27').appeal().refusal).toBe('VERKEERDE_STAND');
  });

  it.each<[Parameters<ContestedHistory['appeal']>[0], string]>([
    [{ ingesteldOp: '2020-12-02' }, 'DATUM /ingesteldOp'],
    [{ ingesteldOp: '2020-11-01' }, 'DATUM /ingesteldOp'],
    [{ indiener: 'BEHEER' }, 'PAST_NIET /indiener'],
    [second, 'VERKEERDE_STAND /instantie'],
  ])('%j is refused: %s', (given, refusal) => {
    expect(reviewed().on('2020-12-01').appeal(given).refusal).toBe(refusal);
  });
});

describe('a ruling (Awb 8:70, 8:72)', () => {
  it('can be taken to the second instance for six weeks, and is irrevocable after them', () => {
    const history = ruled('ONGEGROND');
    expect([history.corrections, history.terms]).toEqual([['UITSPRAAK'], ['HOGER_BEROEP BELANGHEBBENDEN 2021-03-15']]);
    expect(history.dayTurn('2021-03-15').corrections).toEqual(['UITSPRAAK']);
    expect(history.dayTurn('2021-03-16').corrections).toEqual(['ONHERROEPELIJK']);
  });

  it('is irrevocable after its term, too, when the teacher died before the court told of the appeal', () => {
    // No turn closed it: it stayed in question for ever, and every turn came for him without effect.
    const dead = reviewed().dayTurn('2020-12-15').on('2020-12-16').die();
    const history = dead.on('2020-12-20').appeal({ ingesteldOp: '2020-12-14' }).on('2021-02-01').rule('ONGEGROND');
    expect(nextDueDay(history.person, '2021-02-01', book)).toBe('2021-03-16');
    expect(history.dayTurn('2021-03-16').corrections).toEqual(['ONHERROEPELIJK']);
    expect(nextDueDay(history.person, '2021-03-16', book)).toBe('2025-12-16');
  });

  it('that decides on the request itself obliges the board', () => {
    const history = ruled('GEGROND', { gevolg: 'ZELF_VOORZIEN', verzoek: 'TOEGEWEZEN' });
    expect(history.requested).toEqual(['41000/01 1: 2021-03-01 reminder']);
  });

  it('that orders another decision makes the register decide anew, in the term of the court or that of the first', () => {
    const anew = ruled('GEGROND', { gevolg: 'NIEUW_BESLUIT', nieuwBesluitUiterlijk: '2021-02-15' });
    expect(anew.terms).toEqual(['BESLISSING_OP_BEZWAAR BEHEER 2021-02-15']);
    expect(ruled('GEGROND', { gevolg: 'NIEUW_BESLUIT' }).terms).toEqual(['BESLISSING_OP_BEZWAAR BEHEER 2021-03-15']);
    expect(anew.dayTurn('2021-06-01').corrections).toEqual(['UITSPRAAK']);
    anew.review('GEGROND', { verzoek: 'TOEGEWEZEN' });
    expect([anew.corrections, anew.terms[0]]).toEqual([['BESLISSING_OP_BEZWAAR'], 'BEROEP BELANGHEBBENDEN 2021-07-13']);
    expect(anew.correction).toMatchObject({
      annulled: [{ review: { verdict: 'ONGEGROND' }, appeals: [{ court: 'RECHTBANK' }] }],
    });
    expect(anew.appeal(second).refusal).toBe('VERKEERDE_STAND /instantie');
    expect(anew.appeal({ indiener: 'BESTUUR' }).corrections).toEqual(['BEROEP']);
  });

  it('that orders another decision gives it as long as the first, twelve weeks with a commission', () => {
    const history = objected().handleObjection({ stap: 'COMMISSIE_INGESTELD' }).on('2020-11-02').advise('ONGEGROND');
    history.review('ONGEGROND').on('2020-12-01').appeal().on('2021-02-01').rule('GEGROND', { gevolg: 'NIEUW_BESLUIT' });
    expect(history.terms).toEqual(['BESLISSING_OP_BEZWAAR BEHEER 2021-04-26']);
  });

  it('tells with which court it can be fought further', () => {
    expect(reviewed().correction).toMatchObject({ review: { remedy: { kind: 'BEROEP', at: 'RECHTBANK' } } });
    const remedy = { kind: 'HOGER_BEROEP', at: 'HOGERBEROEPSRECHTER', weeks: 6, until: '2021-03-15' };
    expect(ruled('ONGEGROND').correction).toMatchObject({ appeals: [{ ruling: { remedy } }] });
  });

  it('that orders none leaves nothing to decide on', () => {
    expect(ruled('ONGEGROND').review('ONGEGROND').refusal).toBe('VERKEERDE_STAND');
    expect(ruled('GEGROND', { gevolg: 'RECHTSGEVOLGEN_IN_STAND' }).review('ONGEGROND').refusal).toBe('VERKEERDE_STAND');
  });

  it('of an appeal that was withdrawn leaves the decision with its own term', () => {
    const early = appealed().on('2020-12-10').rule('INGETROKKEN');
    expect([early.corrections, early.terms]).toEqual([
      ['BESLISSING_OP_BEZWAAR'],
      ['BEROEP BELANGHEBBENDEN 2020-12-14'],
    ]);
    expect(early.appeal({ indiener: 'BESTUUR' }).corrections).toEqual(['BEROEP']);
    expect(ruled('INGETROKKEN').dayTurn('2021-02-02').corrections).toEqual(['ONHERROEPELIJK']);
  });

  it.each<[Parameters<ContestedHistory['rule']>, string]>([
    [['GEGROND'], 'PAST_NIET /gevolg'],
    [['ONGEGROND', { gevolg: 'ZELF_VOORZIEN' }], 'PAST_NIET /gevolg'],
    [['GEGROND', { gevolg: 'ZELF_VOORZIEN' }], 'PAST_NIET /verzoek'],
    [['ONGEGROND', { verzoek: 'TOEGEWEZEN' }], 'PAST_NIET /verzoek'],
    [['ONGEGROND', { velden: ['/sector'] }], 'PAST_NIET /velden'],
    [['ONGEGROND', { nieuwBesluitUiterlijk: '2021-03-01' }], 'PAST_NIET /nieuwBesluitUiterlijk'],
    [['GEGROND', { gevolg: 'NIEUW_BESLUIT', nieuwBesluitUiterlijk: '2021-02-01' }], 'DATUM /nieuwBesluitUiterlijk'],
    [['ONGEGROND', { datum: '2020-11-30' }], 'DATUM /datum'],
    [['ONGEGROND', { bekendgemaaktOp: '2021-02-02' }], 'DATUM /bekendgemaaktOp'],
  ])('%j is refused: %s', (given, refusal) => {
    const history = ruled(...given);
    expect([history.refusal, history.corrections]).toEqual([refusal, ['BEROEP']]);
  });

  it('needs an appeal', () => {
    expect(reviewed().rule('ONGEGROND').refusal).toBe('VERKEERDE_STAND');
    expect(ruled('ONGEGROND').rule('ONGEGROND').refusal).toBe('VERKEERDE_STAND');
  });
});

describe('the second instance (Awb 8:104)', () => {
  const further = (...given: Parameters<ContestedHistory['rule']>): ContestedHistory =>
    ruled(...given)
      .on('2021-03-01')
      .appeal({ ...second, indiener: 'BEHEER' });

  it('ends it, whatever it says, unless the register has to decide anew', () => {
    expect(further('ONGEGROND').on('2021-06-01').rule('ONGEGROND').corrections).toEqual(['ONHERROEPELIJK']);
    const ordered = further('GEGROND', { gevolg: 'NIEUW_BESLUIT' }).on('2021-06-01');
    expect(ordered.rule('ONGEGROND').corrections).toEqual(['UITSPRAAK']);
    expect(ordered.review('ONGEGROND').corrections).toEqual(['BESLISSING_OP_BEZWAAR']);
    const undone = further('GEGROND', { gevolg: 'NIEUW_BESLUIT' }).on('2021-06-01');
    expect(undone.rule('GEGROND', { gevolg: 'RECHTSGEVOLGEN_IN_STAND' }).corrections).toEqual(['ONHERROEPELIJK']);
    expect(further('ONGEGROND').rule('INGETROKKEN').corrections).toEqual(['ONHERROEPELIJK']);
  });

  it('comes once, after the first', () => {
    const ended = further('ONGEGROND').on('2021-06-01').rule('ONGEGROND');
    expect(ended.appeal(second).refusal).toBe('VERKEERDE_STAND /instantie');
    expect(ended.appeal().refusal).toBe('VERKEERDE_STAND /instantie');
    expect(ended.object('BESTUUR').refusal).toBe('VERKEERDE_STAND');
    expect(ended.terms).toEqual([]);
  });
});
