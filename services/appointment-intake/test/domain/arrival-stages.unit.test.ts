import { describe, expect, it } from '@jest/globals';
import type { PersonAnswer } from '../../src/domain/judge-person.ts';
import { judge } from '../support/judge.ts';
import { appointmentRecord, deletionRecord, type Json } from '../support/records.ts';

describe('PERSOON', () => {
  const personAt = '/benoeming/persoon';
  const withPerson = (change: Json): Json => {
    const record = appointmentRecord();
    return { ...record, benoeming: { ...record.benoeming, persoon: { ...record.benoeming.persoon, ...change } } };
  };
  const withNumber = (onderwijsnummer: string): Json =>
    appointmentRecord({ persoon: { onderwijsnummer, geboortedatum: '1985-04-12', geslacht: 'V' } });

  it.each([
    ['750', 'a BSN that fails its test', withPerson({ burgerservicenummer: '123456789' }), 'burgerservicenummer'],
    ['750', 'nine zeros', withPerson({ burgerservicenummer: '000000000' }), 'burgerservicenummer'],
    ['751', 'an onderwijsnummer that fails its test', withNumber('100010011'), 'onderwijsnummer'],
    ['614', 'an onderwijsnummer', withNumber('100010010'), 'onderwijsnummer'],
  ])('%s: %s', (code, _what, record, field) => {
    const { found, outcome, record: kept } = judge(record);
    expect(found).toEqual([`${code}@${personAt}/${field}`]);
    expect(outcome).toBe('REJECTED');
    expect(kept).toBeUndefined();
  });

  it('tells what the vault found under the body, and keeps nothing of the record', () => {
    const answer: PersonAnswer = { signalen: [{ code: '615', veld: '/persoon/geboortedatum' }] };
    const { found, signals, outcome, record: kept } = judge(appointmentRecord(), {}, answer);
    expect(found).toEqual([`615@${personAt}/geboortedatum`]);
    expect(signals[0]?.tekst).toContain('2025-08-01');
    expect({ outcome, record: kept }).toEqual({ outcome: 'REJECTED', record: undefined });
  });

  it('goes on after a notice of the vault', () => {
    const answer: PersonAnswer = {
      registratieId: '00000000-0000-4000-8000-000000000001',
      signalen: [{ code: '771', veld: '/persoon/nietIngezetene' }],
    };
    expect(judge(appointmentRecord(), {}, answer)).toMatchObject({
      outcome: 'ACCEPTED',
      found: [`771@${personAt}/nietIngezetene`],
    });
  });
});

describe('KOP, AUTORISATIE and IDENTIFICATIE', () => {
  const idAt = '/kop/identificatiecodeBedrijfsdocument';
  it.each<[string, string, Json, string[]]>([
    ['359', 'no object', 'bericht', ['359@']],
    ['359', 'no head', { benoeming: {} }, ['359@', '740@/kop']],
    ['359', 'a head that is no object', { kop: [] }, ['359@', '742@/kop']],
    ['359', 'no message id', without('identificatiecodeBedrijfsdocument'), [`359@${idAt}`, `740@${idAt}`]],
    [
      '359',
      'a message id in capitals',
      head({ identificatiecodeBedrijfsdocument: 'A'.repeat(36) }),
      [`359@${idAt}`, `742@${idAt}`],
    ],
    ['359', 'another major version', head({ berichtenboekVersie: '2.0' }), ['359@/kop/berichtenboekVersie']],
    ['359', 'an unknown field', head({ kleur: 'rood' }), ['359@/kop']],
    ['741', 'an unknown kind of record', head({ berichtsoort: 'IETS' }), ['741@/kop/berichtsoort']],
    ['741', 'a kind of the other direction', head({ berichtsoort: 'SPONTANE_MUTATIE' }), ['741@/kop/berichtsoort']],
    ['741', 'another receiver', head({ ontvangendeInstantie: 'DUO' }), ['741@/kop/ontvangendeInstantie']],
    [
      '742',
      'a time more than five minutes ahead',
      head({ datumTijdBedrijfsdocument: '2026-01-15T10:05:00.001Z' }),
      ['742@/kop/datumTijdBedrijfsdocument'],
    ],
    [
      '742',
      'a time without milliseconds',
      head({ datumTijdBedrijfsdocument: '2026-01-15T10:00:00Z' }),
      ['742@/kop/datumTijdBedrijfsdocument'],
    ],
    [
      '743',
      'a sender that is not the board',
      head({ verzendendeInstantie: '12345' }),
      ['743@/kop/verzendendeInstantie'],
    ],
  ])('%s: %s', (_code, _what, record, found) => {
    expect(judge(record)).toMatchObject({ outcome: 'ANSWERED', found });
  });
  it.each([
    ['a time exactly five minutes ahead', head({ datumTijdBedrijfsdocument: '2026-01-15T10:05:00.000Z' })],
    ['a later minor version', head({ berichtenboekVersie: '1.27' })],
    ['no supplier', without('oinLeverancier')],
  ])('takes %s', (_what, record) => {
    expect(judge(record)).toMatchObject({ outcome: 'ACCEPTED', found: [] });
  });

  it('366: no mandate, or an OIN that is not the one named', () => {
    const at = ['366@/kop/aanleverpuntnummer'];
    const record = appointmentRecord();
    expect(judge(record, { mayDeliver: false })).toMatchObject({ outcome: 'ANSWERED', found: at });
    // The sender himself may not call when the record names a supplier.
    expect(judge(record, { callerOin: record.kop.oinVerzender })).toMatchObject({ outcome: 'ANSWERED', found: at });
    expect(judge(without('oinLeverancier'), { callerOin: record.kop.oinVerzender }).found).toEqual([]);
  });

  it('396: the same id with another content; the same content is only recognised', () => {
    const record = appointmentRecord({ sector: 'ONZIN' });
    expect(judge(record, { storedHash: 'x', contentHash: 'y' })).toMatchObject({
      outcome: 'ANSWERED',
      found: [`396@${idAt}`],
    });
    expect(judge(record, { storedHash: 'x', contentHash: 'x' })).toMatchObject({ outcome: 'KNOWN', found: [] });
  });

  function head(change: Json): Json {
    return appointmentRecord({}, change);
  }
  function without(name: string): Json {
    const record = appointmentRecord();
    const { [name]: _, ...kop } = record.kop;
    return { ...record, kop };
  }
});

describe('record 2', () => {
  it('is accepted without any look at schools, dates and grounds', () => {
    const sent = deletionRecord({ datumIngangBenoeming: '2190-01-01' });
    const { outcome, found, record } = judge(sent);
    expect({ outcome, found }).toEqual({ outcome: 'ACCEPTED', found: [] });
    expect(record).toEqual({
      kop: sent.kop,
      verwijderingBenoeming: { benoemingvolgnummer: '1', datumIngangBenoeming: '2190-01-01', reden: 'DUBBEL' },
    });
  });
  it('is judged on the number of its person', () => {
    const record = deletionRecord();
    record.verwijderingBenoeming.persoon.burgerservicenummer = '123456789';
    expect(judge(record).found).toEqual(['750@/verwijderingBenoeming/persoon/burgerservicenummer']);
  });
});
