import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import type { Onderwijs } from '../../../schemas/message-book/v1/generated.ts';
import { createBoardPseudonyms } from '../src/http/board-pseudonyms.ts';
import { createTeachingCheck } from '../src/http/teaching-check.ts';

const person = '0e0f5f0a-6f3b-4f0e-9a53-3a1c2f6f7d10';

describe('what a board knows a person by', () => {
  const pseudonyms = createBoardPseudonyms('ab'.repeat(32));

  it('is the same each time, another at another board, and another under another key', () => {
    const own = pseudonyms.of(person, '41000');
    expect(own).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(pseudonyms.of(person, '41000')).toBe(own);
    expect(pseudonyms.of(person, '42000')).not.toBe(own);
    expect(createBoardPseudonyms('cd'.repeat(32)).of(person, '41000')).not.toBe(own);
  });

  it('is not told by a cursor, which only the board it was given to can hand back', () => {
    const place = [person, '2026-017', [1, 2]];
    const cursor = pseudonyms.sealCursor('41000', place);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain(person);
    expect(pseudonyms.openCursor('41000', cursor)).toEqual(place);
    expect(pseudonyms.openCursor('42000', cursor)).toBeUndefined();
    expect(pseudonyms.openCursor('41000', `${cursor.slice(0, -2)}AA`)).toBeUndefined();
    expect(pseudonyms.openCursor('41000', 'x')).toBeUndefined();
  });
});

describe('a teaching that may be stated', () => {
  const check = createTeachingCheck(loadCodeLists());

  it.each<[Onderwijs, keyof Onderwijs | undefined]>([
    [{ aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' }, undefined],
    [{ aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS' }, 'gebied'],
    [{ aanduiding: 'LERAAR_VO', vak: 'ANW', gebied: 'VO' }, 'gebied'],
    [{ aanduiding: 'LERAAR_VO' }, 'vak'],
    [{ aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO', activiteit: 'DUITSE_TAAL' }, 'activiteit'],
    [{ aanduiding: 'LERAAR_PO' }, undefined],
    [{ aanduiding: 'LERAAR_PO', activiteit: 'DUITSE_TAAL' }, undefined],
    [{ aanduiding: 'LERAAR_PO', activiteit: 'TOVEREN' }, 'activiteit'],
    [{ aanduiding: 'LERAAR_SO', vak: 'NEDERLANDS' }, 'vak'],
    [{ aanduiding: 'LERAAR_VSO' }, undefined],
    [{ aanduiding: 'LERAAR_VSO', vak: 'NEDERLANDS', gebied: 'VO' }, undefined],
    [{ aanduiding: 'LERAAR_VSO', gebied: 'VO' }, 'vak'],
    [{ aanduiding: 'DOCENT_MBO', vakgebied: 'BOUW' }, undefined],
    [{ aanduiding: 'DOCENT_MBO' }, 'vakgebied'],
    [{ aanduiding: 'DOCENT_MBO', vakgebied: 'BOUW', vak: 'NEDERLANDS' }, 'vak'],
  ])('%j: first fault %s', (teaching, fault) => {
    expect(check(teaching)).toBe(fault);
  });
});
