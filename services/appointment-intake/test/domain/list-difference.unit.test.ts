import { describe, expect, it } from '@jest/globals';
import { listDifference } from '../../src/domain/list-difference.ts';

const row = (code: string, sector: string, naam: string) => ({ code, sector, naam, bron: 'wet', herkomst: 'eigen' });
const [music, drawing, play] = [
  row('MUZIEK', 'PO', 'Muziek'),
  row('TEKENEN', 'PO', 'Tekenen'),
  row('SPEL', 'SO', 'Spel'),
];

describe('what a new version of a list changes', () => {
  it('is nothing when the rows are the same, in whatever order', () => {
    const none = { added: [], removed: [], changed: [] };
    expect(listDifference('onderwijsactiviteiten', [music, drawing], [drawing, music])).toEqual(none);
  });

  it('is what it adds, leaves out and tells otherwise, each row once', () => {
    const renamed = { ...drawing, naam: 'Tekenen en schilderen' };
    // The same code in another sector is another row.
    const special = { ...music, sector: 'SO' };
    expect(listDifference('onderwijsactiviteiten', [music, drawing], [renamed, special, play])).toEqual({
      added: [special, play],
      removed: [music],
      changed: [{ from: drawing, to: renamed }],
    });
  });
});
