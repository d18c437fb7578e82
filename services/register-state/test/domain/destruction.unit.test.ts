import { describe, expect, it } from '@jest/globals';
import { nextDueDay } from '../../src/domain/next-due-day.ts';
import { newPerson } from '../../src/domain/person.ts';
import { book, DUTCH, ENGLISH, History } from './history.ts';
import type { Span } from './history.ts';

const due = (history: History): string | undefined => nextDueDay(history.person, history.day, book);

/** Known on `before`, and kept from `since` on because his only appointment is over. */
function keptFrom(since: string, lastDay: string): History {
  const history = new History('2020-01-10').deliver({ stand: { datumEindeBenoeming: lastDay } });
  history.dayTurn(since);
  expect(history.status).toBe('BEWAARD(EINDE)');
  return history;
}

describe('five years after somebody was kept', () => {
  it.each([
    ['an ordinary day', '2020-09-01', '2020-08-31', '2025-09-01'],
    ['the first of March', '2021-03-01', '2021-02-28', '2026-03-01'],
    // There is no 29 February in 2025: its last day is the last day of the term.
    ['29 February', '2020-02-29', '2020-02-28', '2025-03-01'],
    ['29 February with one at the end of no term', '2024-02-29', '2024-02-28', '2029-03-01'],
    ['the last of a month', '2020-01-31', '2020-01-30', '2025-01-31'],
  ])('he is destroyed, and not a day earlier: %s', (_what, since, lastDay, destroyed) => {
    const history = keptFrom(since, lastDay);
    expect(due(history)).toBe(destroyed);
    const before = new Date(Date.parse(destroyed) - 86_400_000).toISOString().slice(0, 10);
    expect(history.dayTurn(before).names).toEqual([]);
    expect(history.dayTurn(destroyed).names).toEqual(['persoon-vernietigd', 'registratie-gewijzigd']);
    const { id, sequence } = history.person;
    expect(history.person).toEqual({ ...newPerson(id), sequence, status: { kind: 'VERNIETIGD', since: destroyed } });
    expect(due(history)).toBeUndefined();
  });

  it.each(['VERZOEK', 'PENSIOEN', 'OVERLIJDEN'] as const)('he is, whatever he was kept for: %s', (reason) => {
    const history = new History('2020-09-01').deliver();
    if (reason === 'VERZOEK') history.askToLeave();
    if (reason === 'PENSIOEN') history.reachPension();
    if (reason === 'OVERLIJDEN') history.die();
    expect(history.status).toBe(`BEWAARD(${reason})`);
    expect(due(history)).toBe('2025-09-01');
    expect(history.dayTurn('2025-08-31').names).toEqual([]);
    expect(history.dayTurn('2025-09-01').names).toEqual(['persoon-vernietigd', 'registratie-gewijzigd']);
  });

  it('he is not when he came back meanwhile, and the term begins anew', () => {
    const history = keptFrom('2020-09-01', '2020-08-31');
    history.on('2022-01-01').deliver({ number: '2', spans: [['501', '2022-01-01', '2022-12-31']] });
    expect(history.status).toBe('BEKEND');
    history.dayTurn('2023-01-01');
    expect(history.status).toBe('BEWAARD(EINDE)');
    expect(history.dayTurn('2025-09-01').names).toEqual([]);
    expect(due(history)).toBe('2028-01-01');
  });

  it('a pensioner is not who got a new appointment meanwhile, and the term begins anew', () => {
    const history = new History('2020-09-01').deliver().reachPension();
    history.on('2024-01-15').deliver({ number: '2', spans: [['501', '2024-01-15']] });
    expect(due(history)).toBe('2029-01-15');
    expect(history.dayTurn('2025-09-01').names).toEqual([]);
    expect(history.dayTurn('2029-01-14').names).toEqual([]);
    expect(history.dayTurn('2029-01-15').names).toEqual(['persoon-vernietigd', 'registratie-gewijzigd']);
  });

  it('he is not while an entry of the anteroom lives, but on the day that it ends', () => {
    const history = new History('2020-09-01')
      .deliver()
      .deliver({ number: '2', spans: [['513', '2025-01-01', '2025-11-30', ENGLISH]] })
      .askToLeave();
    history.dayTurn('2025-01-01');
    expect(history.dayTurn('2025-09-01').names).not.toContain('persoon-vernietigd');
    // No day is lost on him in between.
    expect(due(history)! > '2025-09-02').toBe(true);
    for (let day = due(history); day !== undefined && history.status !== 'VERNIETIGD'; day = due(history)) {
      history.dayTurn(day);
    }
    expect(history.status).toBe('VERNIETIGD');
    expect(history.day).toBe('2025-12-01');
    expect(history.names).toEqual(['persoon-vernietigd', 'registratie-gewijzigd']);
  });

  it('the next turn destroys him when his last entry is taken away by a record', () => {
    const history = new History('2020-09-01')
      .deliver()
      .deliver({ number: '2', spans: [['511', '2024-09-01']] })
      .askToLeave();
    history.dayTurn('2024-09-01').dayTurn('2025-09-02');
    history.remove({ number: '2', begin: '2024-09-01' });
    expect(due(history)! <= '2025-09-03').toBe(true);
    expect(history.dayTurn('2025-09-03').names).toEqual(['persoon-vernietigd', 'registratie-gewijzigd']);
  });
});

describe('five years after an entry of the anteroom ended', () => {
  const entry = (...span: Span): History =>
    new History('2020-01-10').deliver({ number: '9', spans: [['501', '2019-08-01']] }).deliver({ spans: [span] });

  it('it is destroyed alone', () => {
    const history = entry('511', '2019-08-01', '2020-03-31').dayTurn('2020-04-01');
    expect(history.entries).toEqual(['511 EINDE 2020-03-31']);
    expect(due(history)).toBe('2025-04-01');
    expect(history.dayTurn('2025-03-31').names).toEqual([]);
    expect(history.dayTurn('2025-04-01').names).toEqual(['voorportaal-vernietigd', 'registratie-gewijzigd']);
    expect(history.entries).toEqual([]);
    expect(history.status).toBe('BEKEND');
    expect(due(history)).toBeUndefined();
  });

  it('29 February as its first day out counts to the end of February', () => {
    const history = entry('511', '2019-08-01', '2020-02-28').dayTurn('2020-02-29');
    expect(history.dayTurn('2025-02-28').names).toEqual([]);
    expect(history.dayTurn('2025-03-01').names).toEqual(['voorportaal-vernietigd', 'registratie-gewijzigd']);
  });

  it('a later entry is kept longer', () => {
    const history = entry('511', '2019-08-01', '2020-03-31').dayTurn('2020-04-01');
    history.deliver({ number: '2', spans: [['511', '2020-04-01', '2020-06-30', ENGLISH]] }).dayTurn('2020-07-01');
    history.dayTurn('2025-04-01');
    expect(history.entries).toEqual(['511 EINDE 2020-06-30']);
    expect(due(history)).toBe('2025-07-01');
    expect(history.dayTurn('2025-07-01').names).toEqual(['voorportaal-vernietigd', 'registratie-gewijzigd']);
  });

  it('one that was handed over is, too', () => {
    const history = entry('511', '2019-08-01').on('2020-02-05');
    history.deliver({
      spans: [
        ['511', '2019-08-01', '2020-01-31'],
        ['501', '2020-02-01'],
      ],
    });
    expect(history.entries).toEqual(['511 OVERGEDRAGEN 2020-01-31']);
    expect(due(history)).toBe('2025-02-01');
    expect(history.dayTurn('2025-02-01').names).toEqual(['voorportaal-vernietigd', 'registratie-gewijzigd']);
  });

  it('one that its term ended is not opened again by what is told of another appointment', () => {
    const history = entry('511', '2019-08-01');
    for (let day = due(history); day !== undefined && history.entries.length > 0; day = due(history))
      history.dayTurn(day);
    expect(history.names).toEqual(['voorportaal-vernietigd', 'registratie-gewijzigd']);
    history.deliver({ board: '42000', spans: [['501', history.day]] });
    expect(history.entries).toEqual([]);
    // A record of the appointment itself that moves the term does.
    history.deliver({ spans: [['511', history.day]] });
    expect(history.entries).toEqual(['511 INGESCHREVEN']);
  });
});

describe('a destroyed person', () => {
  const destroyed = (): History => {
    const history = keptFrom('2020-09-01', '2020-08-31').dayTurn('2025-09-01');
    expect(history.status).toBe('VERNIETIGD');
    return history;
  };

  it.each<[string, (history: History) => History, string[]]>([
    ['a snapshot', (one) => one.deliver({ number: '7' }), ['990@']],
    ['a newer snapshot', (one) => one.deliver({ order: 9 }), ['990@']],
    ['a deletion', (one) => one.remove({ begin: '2019-08-01' }), ['304@/verwijderingBenoeming/benoemingvolgnummer']],
    ['key data', (one) => one.changeKeyData(), ['304@/wijzigingSleutelgegevens/persoon']],
    ['an answer', (one) => one.answerCorrection('JUIST'), ['621@/antwoordCorrectieverzoek/correctieverzoekId']],
  ])('is not brought back by %s: the board is answered', (_what, deliver, signals) => {
    const history = destroyed();
    const { person } = history;
    deliver(history);
    expect(history.signals).toEqual(signals);
    expect(history.outcome.feedback?.kind).toBe('TERUGKOPPELING_AFKEURING');
    expect(history.person).toBe(person);
  });

  // It told any board, also one that never had him, that he was kept before and is destroyed now.
  it('is told in the free text of 990 what to do, and not what became of the person', () => {
    const history = destroyed().deliver({ board: '42000' });
    const [signal] = history.feedback('TERUGKOPPELING_AFKEURING').signals;
    expect(signal?.tekst).toMatch(/Lever de benoeming opnieuw aan met een nieuwe identificatiecode\.$/);
    expect(signal?.tekst).not.toMatch(/vernietigd|bewaar|leraar/i);
  });

  it.each<[string, (history: History) => History]>([
    ['a statement', (one) => one.state(DUTCH)],
    [
      'a match',
      (one) => one.match('none', { uitkomst: 'DIRECT', regel: 'R', toelichting: 'x', beoordeeldOp: '2025-09-02' }),
    ],
    ['his death', (one) => one.die()],
    ['the state pension age', (one) => one.reachPension()],
    ['a mutation of the BRP', (one) => one.brpMutation('NAAM_GEWIJZIGD')],
    ['a request to be taken out', (one) => one.askToLeave()],
    ['a request to stay', (one) => one.askToStay()],
    ['a request for correction', (one) => one.askToCorrect()],
  ])('is not brought back by %s, which is refused', (_what, ask) => {
    const history = destroyed();
    const { person } = history;
    ask(history);
    expect(history.outcome).toEqual({ kind: 'AFGEWEZEN', signals: [] });
    expect(history.person).toBe(person);
  });

  it('is not due any more, and a turn leaves him alone', () => {
    const history = destroyed();
    expect(history.dayTurn('2031-01-01').names).toEqual([]);
    expect(history.status).toBe('VERNIETIGD');
  });
});

describe('the steps of a term', () => {
  it('are kept with the day of the turn, until when they stood, and whether the board was told', () => {
    const history = new History('2020-09-01').deliver({ spans: [['511', '2020-08-01']] });
    const latestDay = history.person.entries[0]!.latestDay!;
    for (
      let day = due(history);
      day !== undefined && history.person.entries[0]!.kind !== 'BEEINDIGD';
      day = due(history)
    ) {
      history.dayTurn(day);
    }
    const [entry] = history.person.entries;
    expect(entry!.steps.map(({ kind, day, until, isTold }) => [kind, day, until, isTold])).toEqual([
      ['NADERT', '2022-01-31', '2022-07-31', true],
      ['VERSTREKEN', '2022-08-01', '2022-08-28', true],
      ['BEEINDIGD', '2022-08-29', undefined, undefined],
    ]);
    expect(latestDay).toBe('2022-07-31');
  });
});
