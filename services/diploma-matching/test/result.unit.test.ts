import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { judgeClaim } from '../src/domain/result.ts';
import { diplomaOf, someIds } from './labelled-claims.ts';

const claim = {
  ...someIds,
  onderwijs: { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' },
  opgegevenOp: '2019-03-01',
  diplomas: [diplomaOf('35195', '2010-01-01')],
} as const;
const versions = { opleidingen: 'a', conversietabel: 'b', vakken: 'c' };
const lists = { ...loadCodeLists(), versions };

describe('the results of a claim', () => {
  it('begin with number 1, which is published, with everything it was made from', () => {
    expect(judgeClaim(claim, undefined, lists, '2019-03-02T10:00:00.000Z')).toMatchObject({
      number: 1,
      claim,
      match: { outcome: 'DIRECT' },
      listVersions: versions,
      judgedAt: '2019-03-02T10:00:00.000Z',
      published: true,
    });
  });

  it.each([
    ['GEEN', true],
    ['DIRECT', false],
  ] as const)('go on with the next number, published when the outcome differs: after %s %s', (outcome, published) => {
    const next = judgeClaim(claim, { number: 4, outcome }, lists, '2019-03-02T10:00:00.000Z');
    expect(next).toMatchObject({ number: 5, published });
  });
});
