import { describe, expect, it } from '@jest/globals';
import type { PersonAnswer } from '../../src/domain/judge-person.ts';
import { judge } from '../support/judge.ts';
import {
  board,
  bsn,
  correctionAnswerRecord,
  keyDataRecord,
  location,
  otherBsn,
  overviewRecord,
  thirdBsn,
  type Json,
} from '../support/records.ts';

const wrongNumber = '123456789';
const goodPupilNumber = '100010010';
const wrongPupilNumber = '100010011';

describe('record 3', () => {
  const at = '/wijzigingSleutelgegevens';
  const person = { geboortedatum: '1985-04-12', geslacht: 'V' };
  const known: PersonAnswer = { registratieId: '00000000-0000-4000-8000-000000000001', signalen: [] };

  it('is accepted without any look at schools, dates and grounds, and keeps neither of its persons', () => {
    const sent = keyDataRecord();
    const { outcome, found, record } = judge(sent);
    expect({ outcome, found }).toEqual({ outcome: 'ACCEPTED', found: [] });
    expect(record).toEqual({ kop: sent.kop, wijzigingSleutelgegevens: {} });
  });

  it.each([
    ['750', 'burgerservicenummer', wrongNumber],
    ['751', 'onderwijsnummer', wrongPupilNumber],
    ['614', 'onderwijsnummer', goodPupilNumber],
  ])('%s: a wrong %s of the old and of the new person, told together', (code, field, number) => {
    const wrong = { ...person, [field]: number };
    const judged = judge(keyDataRecord({ persoon: wrong, nieuwePersoon: wrong }));
    expect(judged.found).toEqual([`${code}@${at}/nieuwePersoon/${field}`, `${code}@${at}/persoon/${field}`]);
    expect({ outcome: judged.outcome, record: judged.record }).toEqual({ outcome: 'REJECTED', record: undefined });
    expect(judge(keyDataRecord({ nieuwePersoon: wrong })).found).toEqual([`${code}@${at}/nieuwePersoon/${field}`]);
  });

  it.each([
    ['2026-01-16', true],
    ['2026-01-15', false],
    ['2026-02-00', true],
    ['2026-01-00', false],
    ['2027-00-00', true],
    ['2026-00-00', false],
  ])('843: a new birth date of %s, received on 15 January: %s', (geboortedatum, isLater) => {
    const nieuwePersoon = { ...person, burgerservicenummer: otherBsn, geboortedatum };
    const found = isLater ? [`843@${at}/nieuwePersoon/geboortedatum`] : [];
    expect(judge(keyDataRecord({ nieuwePersoon }), {}, known).found).toEqual(found);
  });

  it('843 is one signal, also when the vault says it too', () => {
    const born = { ...person, burgerservicenummer: bsn, geboortedatum: '2026-01-16' };
    const answer = { signalen: [{ code: '843', veld: '/persoon/geboortedatum' }] };
    expect(judge(keyDataRecord({ persoon: born }), {}, answer).found).toEqual([`843@${at}/persoon/geboortedatum`]);
  });

  it.each([
    ['752', '/persoon/geboortedatum'],
    ['793', '/persoon/burgerservicenummer'],
    ['793', '/nieuwePersoon/burgerservicenummer'],
  ])('%s of the vault is told at its place in the body: %s', (code, veld) => {
    const { found, record } = judge(keyDataRecord(), {}, { signalen: [{ code, veld }] });
    expect({ found, record }).toEqual({ found: [`${code}@${at}${veld}`], record: undefined });
  });

  it('742: the new number where something is kept', () => {
    expect(judge(keyDataRecord({}, { oinVerzender: `00000001${otherBsn}000` })).found).toEqual([
      '742@/kop/oinVerzender',
    ]);
  });
});

describe('record 4', () => {
  const at = '/verzoekRegistratieoverzicht';
  const persons = (...numbers: string[]): Json => numbers.map((burgerservicenummer) => ({ burgerservicenummer }));

  it.each([
    ['everybody', {}],
    ['one location', { vestiging: location }],
    ['a location of its own that is closed', { vestiging: '99VB01' }],
    ['a day long ago', { peildatum: '1900-01-01' }],
    ['a day to come', { peildatum: '2199-12-31' }],
    ['some persons', { personen: persons(bsn, otherBsn, bsn) }],
  ])('asks for %s; what is kept names nobody', (_what, change: Json) => {
    const sent = overviewRecord(change);
    const { outcome, found, record } = judge(sent, {}, { signalen: [] });
    expect({ outcome, found }).toEqual({ outcome: 'ACCEPTED', found: [] });
    const { personen: _, ...kept } = sent.verzoekRegistratieoverzicht;
    expect(record).toEqual({ kop: sent.kop, verzoekRegistratieoverzicht: kept });
  });

  it('750: each number that fails its test; no other question about persons is asked', () => {
    const { found, record } = judge(overviewRecord({ personen: persons(wrongNumber, bsn, '000000000') }));
    expect({ found, record }).toEqual({
      found: [`750@${at}/personen/0/burgerservicenummer`, `750@${at}/personen/2/burgerservicenummer`],
      record: undefined,
    });
  });

  it.each([
    ['another board', '00AH00'],
    ['nobody', '99VB77'],
  ])('397: a location of %s', (_whose, vestiging) => {
    const { found, signals, outcome, record } = judge(overviewRecord({ vestiging, personen: persons(bsn) }));
    expect({ found, outcome }).toEqual({ found: [`397@${at}/vestiging`], outcome: 'REJECTED' });
    expect(signals[0]).toMatchObject({
      tekst: `De vestiging ${vestiging} hoort niet bij bestuur ${board}.`,
      waarden: { vestiging, bevoegd_gezag: board },
    });
    expect(JSON.stringify(record)).not.toContain(bsn);
  });

  it('a wrong number hides a wrong location', () => {
    expect(judge(overviewRecord({ vestiging: '00AH00', personen: persons(wrongNumber) })).found).toEqual([
      `750@${at}/personen/0/burgerservicenummer`,
    ]);
  });

  it('742: one of its numbers where something is kept', () => {
    const record = overviewRecord({ personen: persons(bsn, thirdBsn) }, { oinVerzender: `00000001${thirdBsn}000` });
    expect(judge(record).found).toEqual(['742@/kop/oinVerzender']);
  });
});

describe('record 6', () => {
  const at = '/antwoordCorrectieverzoek';

  it('is accepted for a request that its board was sent, and kept as it is', () => {
    const sent = correctionAnswerRecord({ toelichting: 'Klopt.\nZie het besluit.' });
    const { outcome, found, record } = judge(sent);
    expect({ outcome, found, record }).toEqual({ outcome: 'ACCEPTED', found: [], record: sent });
  });

  it('621: for a request that is not known', () => {
    const sent = correctionAnswerRecord();
    const { outcome, found, record } = judge(sent, {}, { signalen: [] });
    expect({ outcome, found, record }).toEqual({
      outcome: 'REJECTED',
      found: [`621@${at}/correctieverzoekId`],
      record: sent,
    });
  });

  it.each([bsn, `${bsn}.`, `BSN:${bsn}`, '9999.90.019', '999 990 019', '999-990-019', `1 ${bsn} 2`])(
    '742: a citizen service number in its text, like "%s"',
    (number) => {
      const { found, record, signals } = judge(correctionAnswerRecord({ toelichting: `Het is ${number}` }));
      expect({ found, record }).toEqual({ found: [`742@${at}/toelichting`], record: undefined });
      expect(JSON.stringify(signals)).not.toContain(number);
    },
  );
  it.each([wrongNumber, `${bsn}1`, '2026-01-15', '06 12345678', 'benoeming 1'])('takes "%s" in its text', (text) => {
    expect(judge(correctionAnswerRecord({ toelichting: text })).found).toEqual([]);
  });
});
