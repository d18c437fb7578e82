import { describe, expect, it } from '@jest/globals';
import { judge } from '../support/judge.ts';
import { appointmentRecord, bsn, deletionRecord, teachingVo, type Json } from '../support/records.ts';

function withPeriod(change: Json): Json {
  const record = appointmentRecord();
  return appointmentRecord({ perioden: [{ ...record.benoeming.perioden[0], ...change }] });
}

function withGround(change: Json): Json {
  const [ground] = appointmentRecord().benoeming.perioden[0].grondslagen;
  return withPeriod({ grondslagen: [{ ...ground, ...change }] });
}

describe('what of a person is never repeated', () => {
  const answersOf = (record: Json) => JSON.stringify(judge(record).signals);
  it('the number as personeelsnummer or benoemingvolgnummer is 742, and nothing of the record is kept', () => {
    expect(judge(appointmentRecord({ personeelsnummer: bsn, benoemingvolgnummer: bsn }))).toMatchObject({
      outcome: 'REJECTED',
      found: ['742@/benoeming/benoemingvolgnummer', '742@/benoeming/personeelsnummer'],
      record: undefined,
    });
    expect(judge(deletionRecord({ benoemingvolgnummer: bsn })).found).toEqual([
      '742@/verwijderingBenoeming/benoemingvolgnummer',
    ]);
  });
  it('an onderwijsnummer as personeelsnummer is 742 too', () => {
    const persoon = { onderwijsnummer: '100010010', geboortedatum: '1985-04-12', geslacht: 'V' };
    expect(judge(appointmentRecord({ persoon, personeelsnummer: '100010010' })).found).toEqual([
      '742@/benoeming/personeelsnummer',
    ]);
  });
  it('the number as standvolgnummer or inside the OIN of the sender is 742', () => {
    expect(judge(appointmentRecord({ standvolgnummer: Number(bsn) })).found).toEqual([
      '742@/benoeming/standvolgnummer',
    ]);
    expect(judge(appointmentRecord({ standvolgnummer: Number(bsn) - 1 })).found).toEqual([]);
    const { found, record } = judge(appointmentRecord({}, { oinVerzender: `00000001${bsn}000` }));
    expect({ found, record }).toEqual({ found: ['742@/kop/oinVerzender'], record: undefined });
  });
  it('any such number in the place of a code is 742, also at a ground whose teaching is not looked at', () => {
    const record = withGround({ onderwijs: [{ ...teachingVo, vak: '999990147' }] });
    expect(judge(record).found).toEqual(['742@/benoeming/perioden/0/grondslagen/0/onderwijs/0/vak']);
  });
  it('the number inside another member is 742 as well', () => {
    expect(judge(appointmentRecord({ personeelsnummer: `P-${bsn}`, benoemingvolgnummer: `${bsn}.1` })).found).toEqual([
      '742@/benoeming/benoemingvolgnummer',
      '742@/benoeming/personeelsnummer',
    ]);
    expect(judge(appointmentRecord({}, { berichtenboekVersie: `1.${bsn}` })).found).toEqual([
      '742@/kop/berichtenboekVersie',
    ]);
    expect(judge(withGround({ onderwijs: [{ ...teachingVo, vak: `NR_${bsn}` }] })).found).toEqual([
      '742@/benoeming/perioden/0/grondslagen/0/onderwijs/0/vak',
    ]);
  });
  it('a number that nobody can have is looked for as it is, not inside others', () => {
    const record = (personeelsnummer: string) => {
      const made = appointmentRecord({ personeelsnummer });
      made.benoeming.persoon.burgerservicenummer = '000000000';
      return judge(made).found;
    };
    expect(record('000000000')).toEqual(['742@/benoeming/personeelsnummer']);
    expect(record('0000000001')).toEqual(['750@/benoeming/persoon/burgerservicenummer']);
  });
  it('the number in a wrong place is told together with all else that is wrong in stage SCHEMA', () => {
    // It was told only when the shape was right, so the supplier repaired one fault to hear of the other.
    expect(judge(appointmentRecord({ personeelsnummer: bsn, sector: 'ONZIN', perioden: 'x' })).found).toEqual([
      '741@/benoeming/sector',
      '742@/benoeming/perioden',
      '742@/benoeming/personeelsnummer',
    ]);
    expect(judge({ ...appointmentRecord({ personeelsnummer: bsn }), extra: 1 }).found).toEqual([
      '359@',
      '742@/benoeming/personeelsnummer',
    ]);
  });
  it.each(['sector', 'soortBetrekking', 'benoemingvolgnummer', bsn])('the number as %s', (field) => {
    expect(answersOf(appointmentRecord({ [field]: `${bsn} ` }))).not.toContain(bsn);
    expect(answersOf(appointmentRecord({}, { [field]: bsn }))).not.toContain(bsn);
  });
  it('the birth date, where another date of the record is the same', () => {
    const record = withPeriod({ datumEind: '1985-04-12' });
    expect(judge(record).found).toEqual(['314@/benoeming/perioden/0/datumEind']);
    expect(answersOf(record)).not.toContain('1985-04-12');
  });
  it('an unknown code, which may be a name', () => {
    expect(
      answersOf(withGround({ benoemingsgrondslag: '513', onderwijs: [{ ...teachingVo, vak: 'JANSEN' }] })),
    ).not.toContain('JANSEN');
    expect(answersOf(appointmentRecord({ sector: 'JANSEN' }))).not.toContain('JANSEN');
  });
});
