import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/domain/person.ts';
import { publicState } from '../../src/publish/public-state.ts';
import { stateFaults } from '../apply/event-schemas.ts';
import { History } from '../domain/history.ts';
import { toldByProceedings, toldBySimulation } from './told-events.ts';
import type { Told } from './told-events.ts';

let all: Told[];

beforeAll(() => {
  all = [...toldBySimulation(400), ...toldByProceedings()];
}, 120_000);

const isDestroyed = ({ status }: Person): boolean => status.kind === 'VERNIETIGD';

describe('a public state', () => {
  it('is the same for the same sequence number, whatever happened without an event', () => {
    const silent = all.filter(({ before, after }) => before !== after && before.sequence === after.sequence);
    expect(silent.length).toBeGreaterThan(0);
    for (const { command, before, after } of silent) {
      expect({ command, state: publicState(after) }).toEqual({ command, state: publicState(before) });
    }
  });

  it('fits its schema, for everybody but who was destroyed, of whom there is none', () => {
    for (const { after } of all) {
      const state = publicState(after);
      expect(state === undefined).toBe(isDestroyed(after));
      if (state !== undefined) expect(stateFaults(state)).toEqual([]);
    }
    expect(all.some(({ after }) => isDestroyed(after))).toBe(true);
  });

  it('tells no personeelsnummer', () => {
    const history = new History('2020-01-01').deliver({ stand: { personeelsnummer: 'P-GEHEIM', standvolgnummer: 7 } });
    expect(JSON.stringify(publicState(history.person))).not.toMatch(/P-GEHEIM|standvolgnummer/);
  });

  it('tells nothing of who is kept but that, and why', () => {
    const history = new History('2020-01-01').deliver().deliver({ number: '2', spans: [['511', '2020-01-01']] });
    expect(publicState(history.askToLeave().person)).toEqual({
      registratieId: history.person.id,
      volgnummer: String(history.person.sequence).padStart(10, '0'),
      status: 'BEWAARD',
      reden: 'VERZOEK',
    });
  });

  it('says which fields of which appointment are in question', () => {
    const history = new History('2020-01-01')
      .deliver()
      .askToCorrect({ fields: ['/perioden/0', '/datumIngangBenoeming'] });
    expect(publicState(history.person)).toMatchObject({
      inOnderzoek: [
        { bevoegdGezagNummer: '41000', benoemingvolgnummer: '1', velden: ['/datumIngangBenoeming', '/perioden/0'] },
      ],
    });
  });
});
