import { describe, expect, it } from '@jest/globals';
import { findTraces } from './find-traces.ts';

const BSN = { name: 'the BSN', value: '990000006' };

describe('the search for traces of a person', () => {
  it.each([
    ['plain', 'row (1,990000006,x)'],
    ['hex of bytes', `\\x00${Buffer.from('990000006').toString('hex')}ff`],
    ['base64 of the value', Buffer.from('990000006').toString('base64')],
    ['base64 in the middle of other bytes', Buffer.from('{"a":"990000006"}').toString('base64')],
    ['base64 one byte further', Buffer.from('{"ab":"990000006"}').toString('base64')],
    ['base64 two bytes further', Buffer.from('{"abc":"990000006"}').toString('base64')],
  ])('finds it %s', (_how, text) => {
    expect(findTraces([{ place: 'there', text }], [BSN])).toEqual(['the BSN in there']);
  });

  it('finds nothing in another number', () => {
    const text = `990000018 ${Buffer.from('990000018').toString('base64')}`;
    expect(findTraces([{ place: 'there', text }], [BSN])).toEqual([]);
  });
});
