import { describe, expect, it } from '@jest/globals';
import { trackCases, type OpenCases, type Rejection, type Repair } from '../../src/domain/track-cases.ts';

const nothingOpen: OpenCases = { byKey: new Map(), kinds: new Map() };
let made = 0;
const track = (records: (Rejection | Repair)[], open = nothingOpen) => {
  made = 0;
  return trackCases(records, open, () => `case-${String((made += 1))}`);
};
const rejected = (messageId: string, keys: string[], repairs: string[] = []): Rejection => ({
  outcome: 'REJECTED',
  messageId,
  board: '10001',
  deliveryPoint: '01',
  kind: 'AANLEVEREN_BENOEMING',
  oin: '1',
  receivedAt: '2026-01-15T10:00:00.000Z',
  signals: [],
  keys,
  repairs,
});
const accepted = (messageId: string, keys: string[]): Repair => ({
  outcome: 'ACCEPTED',
  messageId,
  board: '10001',
  keys,
});

describe('a rejected record', () => {
  it('opens a case that is known by each of its keys', () => {
    const { opened, grown, keys } = track([rejected('m1', ['person', 'number'])]);
    expect(opened).toMatchObject([
      { id: 'case-1', attempts: 1, first: { messageId: 'm1' }, last: { messageId: 'm1' } },
    ]);
    expect(keys).toEqual([
      { key: 'person', caseId: 'case-1' },
      { key: 'number', caseId: 'case-1' },
    ]);
    expect(grown).toEqual([]);
  });

  it('without any key opens one too', () => {
    expect(track([rejected('m1', []), rejected('m2', [])]).opened).toHaveLength(2);
  });

  it('joins the case that one of its keys leads to, and teaches it the others', () => {
    const open = { byKey: new Map([['person', 'old']]), kinds: new Map() };
    const { opened, grown, keys } = track([rejected('m1', ['number', 'person']), rejected('m2', ['number'])], open);
    expect(opened).toEqual([]);
    expect(grown).toMatchObject([{ id: 'old', attempts: 2, last: { messageId: 'm2' } }]);
    expect(keys).toEqual([{ key: 'number', caseId: 'old' }]);
  });

  it('joins the case that an earlier one of the same batch opened', () => {
    const { opened } = track([
      rejected('m1', ['person']),
      rejected('m2', ['person', 'number']),
      rejected('m3', ['number']),
    ]);
    expect(opened).toMatchObject([{ attempts: 3, first: { messageId: 'm1' }, last: { messageId: 'm3' } }]);
  });

  it('by the register joins the case that it was meant to repair, unless that is closed by now or of another kind', () => {
    const open = { byKey: new Map<string, string>(), kinds: new Map([['still-open', 'AANLEVEREN_BENOEMING']]) };
    expect(track([rejected('m1', ['register'], ['closed', 'still-open'])], open).grown).toMatchObject([
      { id: 'still-open', attempts: 1 },
    ]);
    expect(track([rejected('m1', ['register'], ['closed'])], open).opened).toHaveLength(1);
    const deletion = { ...rejected('m1', ['register'], ['still-open']), kind: 'AANLEVEREN_VERWIJDERING_BENOEMING' };
    expect(track([deletion], open).opened).toHaveLength(1);
  });
});

describe('an accepted record', () => {
  it('is linked to every case that it repairs', () => {
    const open = {
      byKey: new Map([
        ['person', 'a'],
        ['number', 'b'],
      ]),
      kinds: new Map(),
    };
    expect(track([accepted('m1', ['person', 'number'])], open).links).toEqual([
      { messageId: 'm1', board: '10001', caseIds: ['a', 'b'] },
    ]);
  });

  it('is linked to what was rejected before it in the same request, not to what is rejected after it', () => {
    const { links } = track([accepted('m1', ['person']), rejected('m2', ['person']), accepted('m3', ['person'])]);
    expect(links).toEqual([{ messageId: 'm3', board: '10001', caseIds: ['case-1'] }]);
  });

  it('that repairs nothing leaves no trace', () => {
    expect(track([accepted('m1', ['person'])])).toEqual({ opened: [], grown: [], keys: [], links: [] });
  });
});
