import { describe, expect, it } from '@jest/globals';
import { admitRequest } from '../src/intake/admit-request.ts';
import type { ClaimedDelivery } from '../src/sql/claim-deliveries.ts';

const [mine, theirs] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const key = { oin: '00000001000000000001', delivery_id: '00000000-0000-4000-8000-00000000000a' };

const standing = (change: Partial<ClaimedDelivery>): ClaimedDelivery => ({
  ...key,
  number: 1,
  content_hash: null,
  records: 2,
  attempt: theirs,
  is_new: false,
  ...change,
});
const asking = (o: { hashes?: string[]; from?: number; hash?: string; records?: number }) => {
  const { hashes = [], from = 0 } = o;
  return {
    delivery: {
      ...key,
      received_at: '2026-01-15T10:00:00.000Z',
      attempt: mine,
      records: o.records ?? from + hashes.length,
      ...(o.hash === undefined ? {} : { content_hash: o.hash }),
    },
    isFirst: from === 0,
    hashes: new Map(hashes.map((hash, index) => [from + index, hash])),
  };
};
const known = new Map([
  [0, 'a'],
  [1, 'b'],
]);

describe('a request for a delivery', () => {
  it.each([
    ['that nobody knew', asking({ hashes: ['a', 'b'] }), standing({ attempt: mine, is_new: true })],
    ['that broke off, with the same records', asking({ hashes: ['a', 'b'] }), standing({})],
    ['that broke off, with fewer in its first part', asking({ hashes: ['a'] }), standing({})],
    ['that broke off, with more', asking({ hashes: ['a', 'b', 'c'] }), standing({})],
    ['that broke off, whole', asking({ hashes: ['a', 'b'], hash: 'ab' }), standing({})],
    ['of its own, the next part', asking({ hashes: ['c'], from: 2 }), standing({ attempt: mine })],
    ['that is complete, whole', asking({ hashes: ['a', 'b'], hash: 'ab' }), standing({ content_hash: 'ab' })],
    // A delivery of before streams came, sent again as one, was refused as another content.
    [
      'of before records were counted, its first part',
      asking({ hashes: ['a'] }),
      standing({ content_hash: 'ab', records: 0 }),
    ],
    [
      'of before records were counted, its last part',
      asking({ hashes: ['b'], from: 1, hash: 'ab' }),
      standing({ content_hash: 'ab', records: 0, attempt: mine }),
    ],
    ['that is complete, its first part', asking({ hashes: ['a'] }), standing({ content_hash: 'ab' })],
  ])('%s is admitted', (_what, question, claimed) => {
    expect(admitRequest(question, claimed, claimed.is_new ? new Map() : known)).toBe('ADMITTED');
  });

  it.each([
    ['that broke off, with another record', asking({ hashes: ['a', 'x'] }), standing({})],
    ['that broke off, and ends before', asking({ hashes: ['a'], hash: 'a' }), standing({})],
    [
      'that is complete, with another hash',
      asking({ hashes: ['a', 'x'], hash: 'ax' }),
      standing({ content_hash: 'ab' }),
    ],
    ['that is complete, with another first part', asking({ hashes: ['x'] }), standing({ content_hash: 'ab' })],
    [
      'of before records were counted, with another hash at its end',
      asking({ hashes: ['x'], from: 1, hash: 'ax' }),
      standing({ content_hash: 'ab', records: 0, attempt: mine }),
    ],
    ['that is complete, with more', asking({ hashes: ['a', 'b', 'c'] }), standing({ content_hash: 'ab' })],
  ])('%s is refused as another content', (_what, question, claimed) => {
    expect(admitRequest(question, claimed, known)).toBe('DELIVERY_REUSED');
  });

  it('that another request went on with is over', () => {
    expect(admitRequest(asking({ hashes: ['c'], from: 2 }), standing({}), known)).toBe('DELIVERY_TAKEN_OVER');
  });
});
