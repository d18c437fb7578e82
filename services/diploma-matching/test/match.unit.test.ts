import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { match } from '../src/domain/match.ts';
import { outcomes, strengthOf } from '../src/domain/outcome.ts';
import { statementDay } from '../src/domain/statement-day.ts';
import { diplomaOf, labelledClaims, someIds } from './labelled-claims.ts';

const lists = loadCodeLists();
const labelled = labelledClaims();

describe('the labelled claims', () => {
  it.each(labelled)('$geval → $uitkomst ($regel)', ({ claim, programmes, uitkomst, regel }) => {
    const found = match(claim, { ...lists, programmes: [...lists.programmes, ...programmes] });

    expect({ uitkomst: found.outcome, regel: found.rule }).toEqual({ uitkomst, regel });
    expect(found.explanation).toMatch(/\.$/);
    expect(found.nextStep).toMatch(/\.$/);
  });

  it('cover every row of the conversion table, both ways round', () => {
    const cases = new Set(labelled.map(({ geval }) => geval));
    for (const { regel } of lists.conversions) {
      expect(cases).toContain(`${regel} heen`);
      expect(cases).toContain(`${regel} terug`);
    }
  });

  it('cover every outcome', () => {
    expect(new Set(labelled.map(({ uitkomst }) => uitkomst))).toEqual(new Set(outcomes));
  });

  it('print precision and recall per outcome', () => {
    const judged = labelled.map(({ claim, programmes, uitkomst }) => ({
      expected: uitkomst,
      found: match(claim, { ...lists, programmes: [...lists.programmes, ...programmes] }).outcome,
    }));
    const lines = outcomes.map((outcome) => {
      const right = judged.filter(({ expected, found }) => expected === outcome && found === outcome).length;
      const precision = right / judged.filter(({ found }) => found === outcome).length;
      const recall = right / judged.filter(({ expected }) => expected === outcome).length;
      return { outcome, precision, recall };
    });
    process.stdout.write(
      `${lines.map((l) => `${l.outcome}: precision ${l.precision}, recall ${l.recall}`).join('\n')}\n`,
    );
    for (const line of lines) expect(line).toEqual({ outcome: line.outcome, precision: 1, recall: 1 });
  });
});

describe('the choice between certificates', () => {
  const claim = {
    ...someIds,
    onderwijs: { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' },
    opgegevenOp: '2019-03-01',
  } as const;

  it('given two certificates of equal strength, the earlier one is the evidence', () => {
    const found = match(
      { ...claim, diplomas: [diplomaOf('68504', '2012-01-01'), diplomaOf('45262', '2010-01-01')] },
      lists,
    );
    expect(found.evidence?.opleidingscode).toBe('45262');
  });

  it('given two certificates of equal strength, the earlier one is the evidence, whatever its programme code', () => {
    const diplomas = [diplomaOf('45262', '2012-01-01'), diplomaOf('68504', '2010-01-01')];
    expect(match({ ...claim, diplomas }, lists).evidence?.opleidingscode).toBe('68504');
  });

  it('given two of one programme and day, the same one is the evidence, whichever is listed first', () => {
    const diplomas = [
      diplomaOf('45262', '2010-01-01'),
      { ...diplomaOf('45262', '2010-01-01'), instellingBrin: '01AA' },
    ];
    const found = match({ ...claim, diplomas }, lists);
    expect(match({ ...claim, diplomas: diplomas.toReversed() }, lists)).toEqual(found);
  });

  it('given two rules of equal strength, the first rule id is told, whatever the order of the list', () => {
    const [row] = lists.conversions.filter(({ regel }) => regel === 'C009');
    const twice = [
      { ...row!, regel: 'X2' },
      { ...row!, regel: 'X1' },
    ];
    const asked = {
      ...claim,
      onderwijs: { ...claim.onderwijs, vak: 'NASK1' },
      diplomas: [diplomaOf('35261', '2010-01-01')],
    };
    for (const conversions of [twice, twice.toReversed()]) {
      expect(match(asked, { ...lists, conversions }).rule).toBe('X1');
    }
  });

  it('given two of one day, the lower programme code is the evidence', () => {
    const found = match(
      { ...claim, diplomas: [diplomaOf('68504', '2010-01-01'), diplomaOf('45262', '2010-01-01')] },
      lists,
    );
    expect(found.evidence?.opleidingscode).toBe('45262');
  });

  it('gives the same answer whatever the order, and never a weaker one for a further certificate', () => {
    const diploma = fc
      .tuple(
        fc.constantFrom(...lists.programmes.map(({ opleidingscode }) => opleidingscode), '99999'),
        fc.constantFrom('1995-07-01', '2010-07-01', '2018-07-01'),
      )
      .map(([code, date]) => diplomaOf(code, date));
    const teaching = fc.constantFrom(...labelled.map((row) => row.claim.onderwijs));
    fc.assert(
      fc.property(
        teaching,
        fc.array(diploma, { minLength: 1, maxLength: 6 }),
        diploma,
        (onderwijs, diplomas, extra) => {
          const found = match({ ...claim, onderwijs, diplomas }, lists);
          expect(match({ ...claim, onderwijs, diplomas: diplomas.toReversed() }, lists)).toEqual(found);
          const more = match({ ...claim, onderwijs, diplomas: [...diplomas, extra] }, lists);
          expect(strengthOf(more.outcome)).toBeLessThanOrEqual(strengthOf(found.outcome));
        },
      ),
    );
  });

  it('never repeats the name that the diploma register gives', () => {
    const named = { ...diplomaOf('35195', '2010-01-01'), naam: 'Diploma van Jansen' };
    const found = match({ ...claim, diplomas: [named] }, lists);
    expect(found.explanation + found.nextStep).not.toContain('Jansen');
  });

  it('repeats a programme code that the list does not know, but not what is no code', () => {
    const said = (code: string): string =>
      match({ ...claim, diplomas: [diplomaOf(code, '2010-01-01')] }, lists).explanation;
    expect(said('99999')).toContain('99999');
    expect(said('E. Jansen 1980')).toMatch(/^Een opleiding van u staat niet/);
  });
});

describe('a row of a list', () => {
  const asked = (opgegevenOp: string, vak: string, code: string) =>
    ({
      ...someIds,
      onderwijs: { aanduiding: 'LERAAR_VO', vak, gebied: 'VO' },
      opgegevenOp,
      diplomas: [diplomaOf(code, '2010-01-01')],
    }) as const;
  const until = <Row>(rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, geldigTot: '2019-07-31' }));

  it('of programmes counts through its last day', () => {
    const ended = { ...lists, programmes: until(lists.programmes) };
    expect(match(asked('2019-07-31', 'ENGELS', '35195'), ended).rule).toBe('VAK');
    expect(match(asked('2019-08-01', 'ENGELS', '35195'), ended).rule).toBe('ONBEKENDE_OPLEIDING');
  });

  it('of the conversion table does so too', () => {
    const ended = { ...lists, conversions: until(lists.conversions) };
    expect(match(asked('2019-07-31', 'NASK1', '35261'), ended).rule).toBe('C009');
    expect(match(asked('2019-08-01', 'NASK1', '35261'), ended).rule).toBe('GEEN_PASSEND');
  });

  it('of the conversion table that asks for VHO says nothing of a limited certificate for VO', () => {
    const higher = lists.conversions.map((row) => ({ ...row, bewijsGebied: 'VHO' as const }));
    expect(match(asked('2019-03-01', 'NASK1', 'V0005'), { ...lists, conversions: higher }).rule).toBe('GEEN_PASSEND');
  });
});

describe('the day of the statement', () => {
  it.each([
    ['2019-03-01', '2019-03-01'],
    ['2019-02-28T23:30:00.000Z', '2019-03-01'],
    ['2019-07-31T21:59:59.999Z', '2019-07-31'],
    ['2019-07-31T22:00:00.000Z', '2019-08-01'],
  ])('%s is judged with the lists of %s', (moment, day) => {
    expect(statementDay(moment)).toBe(day);
  });
});
