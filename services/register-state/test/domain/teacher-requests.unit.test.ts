import { describe, expect, it } from '@jest/globals';
import { DUTCH, History } from './history.ts';

const ended = { stand: { datumEindeBenoeming: '2020-08-31' } };

describe('a teacher who asks to be taken out of the register', () => {
  it('is kept on his request, whether known, entered or asleep', () => {
    const history = new History('2020-09-01').deliver().askToLeave();
    expect(history.names).toEqual(['persoon-bewaard', 'registratie-gewijzigd']);
    expect(history.status).toBe('BEWAARD(VERZOEK)');
    expect(new History('2020-09-01').deliver().state(DUTCH).askToLeave().status).toBe('BEWAARD(VERZOEK)');
    const asleep = new History('2020-08-31').deliver().state(DUTCH).on('2020-09-01').deliver(ended);
    expect(asleep.status).toBe('SLAPEND');
    expect(asleep.askToLeave().status).toBe('BEWAARD(VERZOEK)');
  });

  it('is refused when he is not in it', () => {
    const unknown = new History('2020-09-01').askToLeave();
    expect([unknown.outcome.kind, unknown.refusal]).toEqual(['AFGEWEZEN', 'NIET_IN_REGISTER']);
    const twice = new History('2020-09-01').deliver().askToLeave().askToLeave();
    expect([twice.outcome.kind, twice.refusal, twice.names]).toEqual(['AFGEWEZEN', 'NIET_IN_REGISTER', []]);
  });

  it('comes back by a new appointment with his statements, not by a newer snapshot of the old one', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH).askToLeave();
    expect(history.deliver({ spans: [['502', '2019-08-01']] }).status).toBe('BEWAARD(VERZOEK)');
    expect(history.deliver({ number: '2' }).names).toContain('persoon-hersteld');
    expect(history.status).toBe('OPGENOMEN');
  });

  it('keeps his place in the anteroom', () => {
    const history = new History('2020-09-01').deliver().deliver({ number: '2', spans: [['511', '2020-08-01']] });
    expect(history.askToLeave().entries).toEqual(['511 INGESCHREVEN']);
  });
});

describe('a teacher who asks to stay after his state pension', () => {
  it('stays when he reaches the age, and when he is delivered after it', () => {
    const history = new History('2020-09-01').deliver().askToStay();
    expect(history.names).toEqual(['behoud-gevraagd']);
    expect(history.reachPension().status).toBe('BEKEND');
    expect(history.deliver({ number: '2', aow: true }).status).toBe('BEKEND');
  });

  it('comes back when he was put out for it', () => {
    const history = new History('2020-09-01').deliver().state(DUTCH).reachPension().askToStay();
    expect(history.names).toEqual(['behoud-gevraagd', 'persoon-hersteld', 'registratie-gewijzigd']);
    expect(history.status).toBe('OPGENOMEN');
  });

  it('comes back asleep, or is kept for another reason, when his appointment is over meanwhile', () => {
    const asleep = new History('2020-08-31').deliver().state(DUTCH).reachPension().on('2020-09-01').deliver(ended);
    expect(asleep.askToStay().status).toBe('SLAPEND');
    const gone = new History('2020-08-31').deliver().reachPension().on('2020-09-01').deliver(ended).askToStay();
    expect(gone.names).toEqual(['behoud-gevraagd', 'persoon-bewaard', 'registratie-gewijzigd']);
    expect(gone.status).toBe('BEWAARD(EINDE)');
  });

  it('does not come back from death or from his own request', () => {
    expect(new History('2020-09-01').deliver().die().askToStay().status).toBe('BEWAARD(OVERLIJDEN)');
    expect(new History('2020-09-01').deliver().askToLeave().askToStay().status).toBe('BEWAARD(VERZOEK)');
  });

  it('changes nothing by asking twice', () => {
    const history = new History('2020-09-01').deliver().askToStay();
    const before = history.person;
    expect(history.askToStay().person).toBe(before);
  });
});
