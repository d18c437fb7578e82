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
