import { describe, expect, it } from '@jest/globals';
import { faultsOf, type Activity } from '../src/domain/activity.ts';
import { entityTag, namesVersion } from '../src/domain/entity-tag.ts';
import type { ItemId } from '../src/domain/ids.ts';
import { cursorAfter, readCursor } from '../src/domain/page-cursor.ts';
import { portfolioState } from '../src/domain/portfolio-state.ts';

const activity: Activity = {
  soort: 'CURSUS',
  titel: 'Formatief toetsen',
  datumBegin: '2019-03-01',
  urenTotaal: 12,
  categorie: 'VAKDIDACTISCH',
};

describe('an activity', () => {
  it('is whole with begin and total alone, and when it ends on the day it began', () => {
    expect(faultsOf(activity)).toEqual([]);
    expect(faultsOf({ ...activity, datumEind: '2019-03-01', urenContact: 12 })).toEqual([]);
  });

  it('does not end before it began, nor has more contact hours than hours', () => {
    expect(faultsOf({ ...activity, datumEind: '2019-02-28', urenContact: 12.25 })).toEqual([
      { veld: '/datumEind', regel: 'NIET_VOOR_BEGIN' },
      { veld: '/urenContact', regel: 'HOOGSTENS_TOTAAL' },
    ]);
  });
});

describe('If-Match', () => {
  it.each([
    ['"3"', true],
    ['"2", "3"', true],
    ['*', true],
    ['"2"', false],
    ['W/"3"', false],
    ['3', false],
    ['', false],
  ])('%s names version 3: %s', (ifMatch, names) => {
    expect(namesVersion(ifMatch, 3)).toBe(names);
  });

  it('takes the tag that was given out', () => {
    expect(namesVersion(entityTag(12), 12)).toBe(true);
  });
});

describe('a cursor', () => {
  const itemId = '01890a5d-ac96-774b-bcce-b302099a8057' as ItemId;

  it('leads back to the item it was made from', () => {
    expect(readCursor(cursorAfter(itemId))).toBe(itemId);
  });

  it.each([
    '',
    'x',
    itemId,
    cursorAfter(`${itemId}0` as ItemId),
    cursorAfter(`x${itemId}` as ItemId),
    Buffer.from('drop table').toString('base64url'),
  ])('of another making is refused: %s', (text) => {
    expect(readCursor(text)).toBeUndefined();
  });
});

describe('the state of a portfolio', () => {
  it.each([
    [undefined, false, 'NIET_BESCHIKBAAR'],
    ['OPEN', false, 'TE_ACTIVEREN'],
    ['OPEN', true, 'ACTIEF'],
    ['GESLOTEN', true, 'GESLOTEN'],
    ['GEWIST', true, 'GEWIST'],
  ] as const)('access %s, activated %s → %s', (access, isActivated, state) => {
    expect(portfolioState(access, isActivated)).toBe(state);
  });
});
