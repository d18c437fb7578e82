import { describe, expect, it } from '@jest/globals';
import { eventFaults, eventNames, exampleOf, stateFaults } from './event-schemas.ts';

describe('schemas/events/v1', () => {
  it.each(eventNames)('the example of %s fits its schema', (name) => {
    expect(eventFaults(exampleOf(name) as { type: string })).toEqual([]);
  });

  it.each(eventNames)('%s takes no member that is not described', (name) => {
    const example = exampleOf(name) as { type: string; data: object };
    expect(
      eventFaults({ ...example, data: { ...example.data, burgerservicenummer: '999990019' } } as never),
    ).not.toEqual([]);
    expect(eventFaults({ ...example, naam: 'x' } as never)).not.toEqual([]);
  });

  it('the example of what is told of somebody kept fits, without another member', () => {
    const example = exampleOf('benoeming-gewijzigd.bewaard') as { type: string; data: object };
    expect(eventFaults(example)).toEqual([]);
    for (const more of [{ reden: 'EINDE' }, { bevoegdGezagNummer: '90000' }, { status: 'BEKEND' }]) {
      expect(eventFaults({ ...example, data: { ...example.data, ...more } } as never)).not.toEqual([]);
    }
  });

  it.each(['persoon-bekend', 'persoon-bewaard', 'persoon-hersteld', 'persoon-vernietigd', 'registratie-gewijzigd'])(
    '%s is told whole of everybody',
    (name) => {
      expect(eventFaults({ ...exampleOf(name), data: { status: 'BEWAARD' } } as never)).not.toEqual([]);
    },
  );

  it('the example of a public state fits its schema', () => {
    expect(stateFaults(exampleOf('registratiestand'))).toEqual([]);
  });

  it.each([{ naam: 'x' }, { reden: 'EINDE' }, { status: 'BEWAARD' }, { volgnummer: '17' }])(
    'a public state with %j does not fit',
    (change) => {
      expect(stateFaults({ ...exampleOf('registratiestand'), ...change })).not.toEqual([]);
    },
  );

  it('a public state of who is kept tells status and reason, and nothing else', () => {
    const { registratieId, volgnummer, ...rest } = exampleOf('registratiestand') as Record<string, unknown>;
    const kept = { registratieId, volgnummer, status: 'BEWAARD', reden: 'PENSIOEN' };
    expect(stateFaults(kept)).toEqual([]);
    for (const [name, value] of Object.entries(rest).filter(([name]) => name !== 'status')) {
      expect(stateFaults({ ...kept, [name]: value })).not.toEqual([]);
    }
  });
});
