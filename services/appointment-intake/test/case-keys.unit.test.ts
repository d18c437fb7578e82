import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { caseKeys, closingKeys } from '../src/intake/case-keys.ts';
import { appointmentRecord, bsn, deletionRecord, type Json } from './support/records.ts';

const key = createSecretKey('11'.repeat(32), 'hex');
const keysOf = (record: Json) => caseKeys(record.kop, record, key);

describe('keys of a rejected appointment', () => {
  it('are the same for the repaired record, whatever else it says', () => {
    const [person] = keysOf(appointmentRecord({ sector: 'ONZIN' }));
    expect(keysOf(appointmentRecord())).toEqual([person]);
    expect(person).toMatch(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
  });

  it('differ per person, appointment, board and secret', () => {
    const others = [
      appointmentRecord({ persoon: { burgerservicenummer: '999990020' } }),
      appointmentRecord({ benoemingvolgnummer: '2' }),
      appointmentRecord({}, { bevoegdGezagNummer: '10001' }),
    ];
    const all = [appointmentRecord(), ...others].map((record) => keysOf(record)[0]);
    const withOtherKey = caseKeys(
      appointmentRecord().kop,
      appointmentRecord(),
      createSecretKey('22'.repeat(32), 'hex'),
    )[0];
    expect(new Set([...all, withOtherKey]).size).toBe(5);
  });

  it('with a personeelsnummer find the record whose number was wrong', () => {
    const wrong = appointmentRecord({ personeelsnummer: 'P-1', persoon: { burgerservicenummer: '123' } });
    const right = keysOf(appointmentRecord({ personeelsnummer: 'P-1' }));
    expect(keysOf(wrong).filter((one) => right.includes(one))).toHaveLength(1);
  });

  it('never hold the number, in any form', () => {
    const text = keysOf(appointmentRecord({ personeelsnummer: bsn })).join();
    expect(text).not.toContain(bsn);
    expect(text).not.toContain(Buffer.from(bsn).toString('hex'));
  });

  it.each([
    ['no body', { benoeming: undefined }],
    ['a body that is text', { benoeming: 'x' }],
    ['no person', { benoeming: { benoemingvolgnummer: '1' } }],
    [
      'a number that is a number',
      { benoeming: { persoon: { burgerservicenummer: 999990019 }, benoemingvolgnummer: '1' } },
    ],
    [
      'a number as long as a book',
      { benoeming: { persoon: { burgerservicenummer: '1'.repeat(200_000) }, benoemingvolgnummer: '1' } },
    ],
    [
      'members of the prototype',
      { benoeming: { __proto__: { persoon: { burgerservicenummer: bsn }, benoemingvolgnummer: '1' } } },
    ],
  ])('%s: none', (_what, change) => {
    expect(keysOf({ ...appointmentRecord(), ...change })).toEqual([]);
  });
});

it('an accepted deletion closes what was wrong with the appointment, an accepted appointment no deletion', () => {
  const [appointment, deletion] = [appointmentRecord(), deletionRecord()];
  const closedByDeletion = closingKeys(deletion.kop, deletion, key);
  expect(closedByDeletion).toEqual(expect.arrayContaining([...keysOf(deletion), ...keysOf(appointment)]));
  expect(closingKeys(appointment.kop, appointment, key)).toEqual(keysOf(appointment));
});

it('the request for an overview has no case', () => {
  const record = { kop: { ...appointmentRecord().kop, berichtsoort: 'VERZOEK_REGISTRATIEOVERZICHT' } };
  expect(keysOf(record)).toEqual([]);
});
