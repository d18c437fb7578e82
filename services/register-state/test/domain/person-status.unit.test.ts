import { describe, expect, it } from '@jest/globals';
import { DUTCH, ENGLISH, History } from './history.ts';

const registered = ['benoeming-geregistreerd', 'persoon-bekend', 'registratie-gewijzigd'];

describe('a person becomes known by an appointment on a full ground', () => {
  it('is BEKEND when the ground is valid today', () => {
    const history = new History('2020-09-01').deliver();
    expect(history.names).toEqual(registered);
    expect(history.status).toBe('BEKEND');
  });

  it('is BEKEND when the ground is valid later', () => {
    expect(new History('2020-09-01').deliver({ spans: [['501', '2021-08-01']] }).status).toBe('BEKEND');
  });

  it('stays ONBEKEND when the appointment is already over', () => {
    const history = new History('2020-09-01').deliver({ spans: [['501', '2019-08-01', '2020-08-31']] });
    expect(history.names).toEqual(['benoeming-geregistreerd', 'registratie-gewijzigd']);
    expect(history.status).toBe('ONBEKEND');
  });

  it('ends an open period with its appointment, and that with its contract', () => {
    const stand = { datumEindArbeidsovereenkomst: '2020-08-31' };
    expect(new History('2020-09-01').deliver({ stand }).status).toBe('ONBEKEND');
    expect(new History('2020-08-31').deliver({ stand }).status).toBe('BEKEND');
  });

  it('stays ONBEKEND on a temporary ground, and on a ground without a place', () => {
    expect(new History('2020-09-01').deliver({ spans: [['511', '2020-08-01']] }).status).toBe('ONBEKEND');
    expect(new History('2020-09-01').deliver({ spans: [['530', '2020-08-01']] }).status).toBe('ONBEKEND');
  });
});

describe('stating what he teaches enters a person', () => {
  it('makes BEKEND OPGENOMEN and opens a claim', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    expect(history.names).toEqual(['onderwijs-opgegeven', 'persoon-opgenomen', 'registratie-gewijzigd']);
    expect(history.person.statements).toHaveLength(1);
  });

  it('keeps the claim of what was stated before, and opens one for what is new', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    const [first] = history.person.statements;
    history.on('2020-10-01').state(ENGLISH, DUTCH);
    expect(history.names).toEqual(['onderwijs-opgegeven', 'registratie-gewijzigd']);
    expect(history.person.statements[1]).toEqual(first);
    expect(history.person.statements[0]?.claimId).not.toBe(first?.claimId);
  });

  it('says nothing when the same is stated again', () => {
    expect(new History('2020-09-01').deliver().state(DUTCH).state(DUTCH).names).toEqual([]);
  });

  it('is refused for someone who is unknown or kept', () => {
    const unknown = new History('2020-09-01').state(DUTCH);
    expect([unknown.outcome.kind, unknown.refusal]).toEqual(['AFGEWEZEN', 'NIET_IN_REGISTER']);
    const dead = new History('2020-09-01').deliver().die().state(DUTCH);
    expect([dead.outcome.kind, dead.refusal]).toEqual(['AFGEWEZEN', 'NIET_IN_REGISTER']);
  });
});

describe('without a full ground any more', () => {
  const ended = { spans: [['501', '2019-08-01', '2020-08-31']] } as const;

  it('is BEWAARD(EINDE) when he never stated his teaching', () => {
    const history = new History('2020-09-01').deliver().deliver(ended);
    expect(history.names).toEqual(['benoeming-gewijzigd', 'persoon-bewaard', 'registratie-gewijzigd']);
    expect(history.status).toBe('BEWAARD(EINDE)');
  });

  it('is SLAPEND when he did', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH).deliver(ended);
    expect(history.names).toEqual(['benoeming-gewijzigd', 'persoon-slapend', 'registratie-gewijzigd']);
    expect(history.person.statements).toHaveLength(1);
  });

  it('wakes up by any full ground', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH).deliver(ended).deliver({ number: '2' });
    expect(history.names).toContain('persoon-opgenomen');
    expect(history.status).toBe('OPGENOMEN');
  });

  it('comes back from BEWAARD(EINDE) by a newer snapshot of the old appointment', () => {
    const history = new History('2020-09-01').deliver().deliver(ended).deliver();
    expect(history.names).toEqual(['benoeming-gewijzigd', 'persoon-hersteld', 'registratie-gewijzigd']);
    expect(history.status).toBe('BEKEND');
  });

  it('sleeps from the day he fell asleep, whatever else is delivered', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH).deliver(ended).on('2021-03-01');
    history.deliver({ number: '2', spans: [['501', '2020-01-01', '2020-12-31']] });
    expect(history.names).toEqual(['benoeming-geregistreerd', 'registratie-gewijzigd']);
    expect(history.person.status).toEqual({ kind: 'SLAPEND', since: '2020-09-01' });
  });

  // His statements are kept with him, and do not put him to sleep a second time.
  it('stays BEWAARD(EINDE) after his sleep, as long as no full ground comes', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH).deliver(ended).dayTurn('2025-09-01');
    const kept = { kind: 'BEWAARD', since: '2025-09-01', reason: 'EINDE' };
    expect(history.person.status).toEqual(kept);
    history.on('2025-10-01').deliver({ number: '2', spans: [['511', '2025-08-01']] });
    expect([history.person.status, ...history.entries]).toEqual([kept, '511 INGESCHREVEN']);
    expect(history.dayTurn('2025-10-02').person.status).toEqual(kept);
    expect(history.deliver({ number: '3', spans: [['501', '2025-08-01']] }).status).toBe('OPGENOMEN');
  });

  it('does not fall when another board still has him', () => {
    expect(new History('2020-09-01').deliver().deliver({ board: '42000' }).deliver(ended).status).toBe('BEKEND');
  });
});

describe('deleting appointments', () => {
  const begin = '2019-08-01';

  it('makes him ONBEKEND as if he had never been, and drops his statements', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH).remove({ begin });
    expect(history.names).toEqual(['benoeming-verwijderd', 'registratie-gewijzigd']);
    expect(history.status).toBe('ONBEKEND');
    expect(history.person.statements).toEqual([]);
  });

  // What he had said of re-registration outlived the statements it was said with.
  it('drops with the statements that he goes for re-registration', () => {
    const history = new History('2020-09-01').deliver().stateForReregistration(DUTCH);
    expect(history.person.wantsReregistration).toBe(true);
    expect(history.remove({ begin }).person.wantsReregistration).toBe(false);
  });

  it('makes him BEWAARD(EINDE) when another appointment carried him formerly', () => {
    const history = new History('2020-09-01')
      .deliver({ number: '2', spans: [['501', '2019-08-01', '2020-12-31']] })
      .deliver()
      .on('2021-02-01')
      .remove({ begin });
    expect(history.status).toBe('BEWAARD(EINDE)');
  });

  it('makes him ONBEKEND when the other one was over before it was delivered', () => {
    const history = new History('2020-09-01')
      .deliver({ number: '2', spans: [['501', '2019-08-01', '2020-08-31']] })
      .deliver()
      .remove({ begin });
    expect(history.status).toBe('ONBEKEND');
  });

  it('makes a kept person ONBEKEND too, when nothing else ever carried him', () => {
    expect(new History('2020-09-01').deliver().reachPension().remove({ begin }).status).toBe('ONBEKEND');
  });

  it('is told by a newer snapshot that brings it back', () => {
    const history = new History('2020-09-01').deliver().remove({ begin }).deliver();
    expect(history.names).toEqual(registered);
  });
});

const keptForEnd = (): History => {
  const history = new History('2020-09-01').deliver();
  return history.deliver({ spans: [['501', '2019-08-01', '2020-08-31']] });
};

describe('state pension', () => {
  it('keeps who reaches the age', () => {
    const history = new History('2020-09-01').deliver().reachPension();
    expect(history.names).toEqual(['aow-bereikt', 'persoon-bewaard', 'registratie-gewijzigd']);
    expect(history.status).toBe('BEWAARD(PENSIOEN)');
  });

  it('keeps at once who is delivered after it', () => {
    const history = new History('2020-09-01').deliver({ aow: true });
    expect(history.names).toEqual([
      'benoeming-geregistreerd',
      'aow-bereikt',
      'persoon-bewaard',
      'registratie-gewijzigd',
    ]);
  });

  it('keeps who would fall asleep, when the snapshot that ends his appointment says so', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    history.deliver({ spans: [['501', '2019-08-01', '2020-08-31']], aow: true });
    expect(history.status).toBe('BEWAARD(PENSIOEN)');
  });

  it('is not left by a newer snapshot of an old appointment', () => {
    const history = new History('2020-09-01').deliver().reachPension();
    history.deliver({ spans: [['502', '2019-08-01']] });
    expect(history.status).toBe('BEWAARD(PENSIOEN)');
  });

  // Only the newest snapshot was asked: one that was received before the age was reached and applied later, or that of
  // another board, made a pensioner BEKEND.
  it.each<[string, History]>([
    ['the vault said so', new History('2020-09-01').deliver().state(DUTCH).reachPension()],
    ['the vault said so before he was known', new History('2020-09-01').reachPension()],
    ['the vault said so when he was kept for another reason', keptForEnd().reachPension()],
    ['a snapshot said so', new History('2020-09-01').deliver({ aow: true })],
    [
      'a snapshot on a temporary ground said so',
      new History('2020-09-01').deliver({ spans: [['511', '2020-08-01']], aow: true }),
    ],
  ])('is remembered: a new appointment received before it does not bring him back, when %s', (_who, history) => {
    history.deliver({ number: '2', aow: false });
    expect(history.status).toBe('BEWAARD(PENSIOEN)');
    expect(history.names.filter((name) => name === 'persoon-hersteld' || name === 'persoon-bekend')).toEqual([]);
    expect(history.deliver({ number: '3', spans: [['511', '2020-08-01']], aow: false }).entries).toContain(
      '511 INGESCHREVEN',
    );
  });

  // He kept the day of his state pension, and was destroyed five years after it although he still taught.
  describe('and a new appointment of who is kept', () => {
    const keptSince = (history: History): string => {
      const { status } = history.person;
      return `${history.status} since ${'since' in status ? status.since : 'never'}`;
    };
    const kept = (): History => new History('2020-09-01').deliver().state(DUTCH).reachPension().on('2024-01-15');

    it('keeps him again at once: the day is that of the new judgement, told as any change', () => {
      const history = kept().deliver({ number: '2', spans: [['501', '2024-01-15']] });
      expect(history.names).toEqual(['benoeming-geregistreerd', 'persoon-bewaard', 'registratie-gewijzigd']);
      const [before, after] = ['2020-09-01', '2024-01-15'].map((since) => ({
        kind: 'BEWAARD',
        since,
        reason: 'PENSIOEN',
      }));
      expect(history.event('persoon-bewaard')).toEqual({ type: 'persoon-bewaard', before, after });
      expect(history.person.status).toEqual(after);
      expect(history.person.statements).toHaveLength(1);
    });

    it('keeps who asked to leave for his pension from then on', () => {
      const history = new History('2020-09-01').deliver().askToLeave().reachPension().on('2024-01-15');
      expect(keptSince(history)).toBe('BEWAARD(VERZOEK) since 2020-09-01');
      history.deliver({ number: '2' });
      expect(history.names).toEqual(['benoeming-geregistreerd', 'persoon-bewaard', 'registratie-gewijzigd']);
      expect(keptSince(history)).toBe('BEWAARD(PENSIOEN) since 2024-01-15');
    });

    it('counts as new when it was deleted and is brought back', () => {
      const history = kept().deliver({ number: '2' }).on('2024-02-01').remove({ number: '2', begin: '2019-08-01' });
      expect(keptSince(history)).toBe('BEWAARD(PENSIOEN) since 2024-01-15');
      expect(keptSince(history.on('2024-03-01').deliver({ number: '2' }))).toBe('BEWAARD(PENSIOEN) since 2024-03-01');
    });

    it.each<[string, (history: History) => History]>([
      ['a resend', (history) => history.deliver()],
      ['an older message', (history) => history.deliver({ time: '2019-01-01T00:00:00.000Z' })],
      ['a newer snapshot of an old appointment', (history) => history.deliver({ spans: [['502', '2019-08-01']] })],
      [
        'a new appointment that is over',
        (history) => history.deliver({ number: '2', spans: [['501', '2023-01-01', '2023-12-31']] }),
      ],
      [
        'a new appointment on a temporary ground',
        (history) => history.deliver({ number: '2', spans: [['511', '2024-01-01']] }),
      ],
      ['the turn of a day', (history) => history.dayTurn('2024-01-15')],
      ['the state pension once more', (history) => history.reachPension()],
    ])('is not %s', (_what, does) => {
      const history = does(kept());
      expect(history.names).not.toContain('persoon-bewaard');
      expect(keptSince(history)).toBe('BEWAARD(PENSIOEN) since 2020-09-01');
    });

    it('tells nothing of him on the day from which he is kept already', () => {
      const history = kept().deliver({ number: '2' }).deliver({ number: '3' });
      expect(history.names).toEqual(['benoeming-geregistreerd', 'registratie-gewijzigd']);
    });
  });

  it('is told to nobody as long as it changes nothing that others see', () => {
    const history = new History('2020-09-01').reachPension();
    expect(history.person).toMatchObject({ sequence: 0, pensionReached: true });
    const before = history.person;
    expect(history.reachPension().person).toBe(before);
  });

  it('lets anteroom entries run on', () => {
    const history = new History('2020-09-01').deliver().deliver({ number: '2', spans: [['511', '2020-08-01']] });
    expect(history.reachPension().entries).toEqual(['511 INGESCHREVEN']);
  });
});

describe('death', () => {
  it('keeps for good and ends every entry', () => {
    const history = new History('2020-09-01').deliver({ spans: [['511', '2020-08-01']] }).die();
    expect(history.names).toEqual(['persoon-bewaard', 'voorportaal-beeindigd', 'registratie-gewijzigd']);
    expect(history.entries).toEqual(['511 OVERLIJDEN 2020-09-01']);
    expect(history.die().names).toEqual([]);
  });

  it('has later deliveries stored and answered, without states', () => {
    const history = new History('2020-09-01').deliver().die();
    history.deliver({ number: '2', spans: [['511', '2020-08-01']] });
    expect(history.names).toEqual(['benoeming-geregistreerd', 'registratie-gewijzigd']);
    expect(history.feedback('TERUGKOPPELING_BENOEMING').places).toHaveLength(1);
    history.remove({ begin: '2019-08-01' });
    expect(history.names).toEqual(['benoeming-verwijderd', 'registratie-gewijzigd']);
    expect(history.status).toBe('BEWAARD(OVERLIJDEN)');
  });
});

describe('match results', () => {
  const match = { uitkomst: 'DIRECT', regel: 'R1', toelichting: 'Past.', beoordeeldOp: '2020-09-02' };

  it('decorate the statement; a later judgement replaces the former, an earlier one does not', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    const claim = history.person.statements[0]!.claimId;
    expect(history.match(claim, match).names).toEqual(['onderwijs-match-vastgesteld', 'registratie-gewijzigd']);
    expect(history.match(claim, match).names).toEqual([]);
    expect(history.match(claim, { ...match, uitkomst: 'GEEN', beoordeeldOp: '2020-09-01' }).names).toEqual([]);
    history.match(claim, { ...match, uitkomst: 'GEEN', beoordeeldOp: '2020-10-01' });
    expect(history.event('onderwijs-match-vastgesteld').before).toEqual(match);
    expect(history.person.statements[0]?.match?.uitkomst).toBe('GEEN');
  });

  // The times were compared as text, where 12:00:00Z comes after 12:00:00.500Z.
  it.each([
    ['2020-09-02T12:00:00Z', '2020-09-02T12:00:00.500Z'],
    ['2020-09-02T13:00:00.000+02:00', '2020-09-02T12:00:00.000Z'],
  ])('are ordered by time, however it is written: %s before %s', (earlier, later) => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    const claim = history.person.statements[0]!.claimId;
    history.match(claim, { ...match, beoordeeldOp: earlier });
    expect(history.match(claim, { ...match, uitkomst: 'GEEN', beoordeeldOp: later }).names).toHaveLength(2);
    expect(history.match(claim, { ...match, beoordeeldOp: earlier }).names).toEqual([]);
  });

  it('change nothing for a claim that is no longer current', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH);
    const claim = history.person.statements[0]!.claimId;
    expect(history.state(ENGLISH).match(claim, match).names).toEqual([]);
  });
});
