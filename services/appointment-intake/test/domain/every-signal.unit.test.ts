import { describe, expect, it } from '@jest/globals';
import { signalCatalogue, type SignalCode } from '../../../../schemas/code-lists/signal-catalogue.ts';
import type { PersonAnswer } from '../../src/domain/judge-person.ts';
import type { ArrivalFacts } from '../../src/domain/judge-record.ts';
import { judge } from '../support/judge.ts';
import {
  appointmentRecord,
  bsn,
  correctionAnswerRecord,
  keyDataRecord,
  location,
  overviewRecord,
  teachingVo,
  type Json,
} from '../support/records.ts';

/** Codes that others give: the register, an operator, or this service when it has a fault of its own with a record. */
type GivenElsewhere =
  '304' | '312' | '400' | '606' | '608' | '609' | '611' | '612' | '620' | '631' | '632' | '990' | '991' | '358';

interface Sent {
  readonly record: Json;
  readonly facts?: Partial<ArrivalFacts>;
  readonly answer?: PersonAnswer;
}

interface Case {
  readonly stage:
    | 'KOP'
    | 'AUTORISATIE'
    | 'IDENTIFICATIE'
    | 'SCHEMA'
    | 'PERSOON'
    | 'INSTELLING'
    | 'DATUMS'
    | 'GRONDSLAGEN'
    | 'SAMENHANG';
  readonly at: string;
  readonly gives: Sent;
  /** The nearest that does not give it. */
  readonly nearest: Sent;
}

const sound: Sent = { record: appointmentRecord() };
const record1 = (change: Json): Sent => ({ record: appointmentRecord(change) });
const onePeriod = (change: Json, ground: Json = {}): Sent =>
  record1({
    perioden: [
      {
        datumBegin: '2025-08-01',
        ...change,
        grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location], ...ground }],
      },
    ],
  });
const oneGround = (ground: Json): Sent => onePeriod({}, ground);
const said = (code: string, field: string): Sent => ({
  record: appointmentRecord(),
  answer: { signalen: [{ code, veld: `/persoon/${field}` }] },
});
const noted = (code: string, field: string): Sent => ({
  record: appointmentRecord(),
  answer: { registratieId: '00000000-0000-4000-8000-000000000001', signalen: [{ code, veld: `/persoon/${field}` }] },
});
const person = { burgerservicenummer: bsn, geboortedatum: '1985-04-12', geslacht: 'V' };
const numbered = (field: string, number: string): Sent =>
  record1({ persoon: { [field]: number, geboortedatum: '1985-04-12', geslacht: 'V' } });

const period = '/benoeming/perioden/0';
const ground = `${period}/grondslagen/0`;
const known: Partial<ArrivalFacts> = { storedHash: 'aa', contentHash: 'bb' };

const cases: Readonly<Record<Exclude<SignalCode, GivenElsewhere>, Case>> = {
  '359': {
    stage: 'KOP',
    at: '/kop/berichtenboekVersie',
    gives: { record: appointmentRecord({}, { berichtenboekVersie: '2.0' }) },
    nearest: { record: appointmentRecord({}, { berichtenboekVersie: '1.9' }) },
  },
  '366': {
    stage: 'AUTORISATIE',
    at: '/kop/aanleverpuntnummer',
    gives: { ...sound, facts: { mayDeliver: false } },
    nearest: sound,
  },
  '396': {
    stage: 'IDENTIFICATIE',
    at: '/kop/identificatiecodeBedrijfsdocument',
    gives: { ...sound, facts: known },
    nearest: { ...sound, facts: { ...known, contentHash: 'aa' } },
  },
  '740': { stage: 'SCHEMA', at: '/benoeming/sector', gives: record1({ sector: undefined }), nearest: sound },
  '741': { stage: 'SCHEMA', at: '/benoeming/sector', gives: record1({ sector: 'WO' }), nearest: sound },
  '742': {
    stage: 'SCHEMA',
    at: '/benoeming/benoemingvolgnummer',
    gives: record1({ benoemingvolgnummer: 'x'.repeat(21) }),
    nearest: record1({ benoemingvolgnummer: 'x'.repeat(20) }),
  },
  '743': { stage: 'SCHEMA', at: '/benoeming/perioden', gives: record1({ perioden: [] }), nearest: sound },
  '750': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/burgerservicenummer',
    gives: numbered('burgerservicenummer', '999990018'),
    nearest: numbered('burgerservicenummer', bsn),
  },
  '751': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/onderwijsnummer',
    gives: numbered('onderwijsnummer', '100010011'),
    nearest: numbered('onderwijsnummer', '100010010'),
  },
  '614': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/onderwijsnummer',
    gives: numbered('onderwijsnummer', '100010010'),
    nearest: numbered('onderwijsnummer', '100010011'),
  },
  '843': {
    stage: 'PERSOON',
    at: '/wijzigingSleutelgegevens/nieuwePersoon/geboortedatum',
    gives: { record: keyDataRecord({ nieuwePersoon: { ...person, geboortedatum: '2026-01-16' } }) },
    nearest: { record: keyDataRecord({ nieuwePersoon: { ...person, geboortedatum: '2026-01-15' } }) },
  },
  '752': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/geboortedatum',
    gives: said('752', 'geboortedatum'),
    nearest: sound,
  },
  '753': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/burgerservicenummer',
    gives: said('753', 'burgerservicenummer'),
    nearest: sound,
  },
  '793': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/burgerservicenummer',
    gives: said('793', 'burgerservicenummer'),
    nearest: sound,
  },
  '615': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/geboortedatum',
    gives: said('615', 'geboortedatum'),
    nearest: sound,
  },
  '616': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/burgerservicenummer',
    gives: noted('616', 'burgerservicenummer'),
    nearest: sound,
  },
  '617': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/burgerservicenummer',
    gives: said('617', 'burgerservicenummer'),
    nearest: sound,
  },
  '771': {
    stage: 'PERSOON',
    at: '/benoeming/persoon/nietIngezetene',
    gives: noted('771', 'nietIngezetene'),
    nearest: sound,
  },
  '356': {
    stage: 'INSTELLING',
    at: '/benoeming/sector',
    gives: record1({ sector: 'MBO' }),
    nearest: sound,
  },
  '301': {
    stage: 'INSTELLING',
    at: `${ground}/vestigingen/0`,
    gives: oneGround({ vestigingen: ['00ZZ00'] }),
    nearest: sound,
  },
  '397': {
    stage: 'INSTELLING',
    at: `${ground}/vestigingen/0`,
    gives: oneGround({ vestigingen: ['00AH00'] }),
    nearest: sound,
  },
  '348': {
    stage: 'INSTELLING',
    at: `${ground}/vestigingen/0`,
    gives: oneGround({ vestigingen: ['99VB77'] }),
    nearest: sound,
  },
  '303': {
    stage: 'DATUMS',
    at: `${period}/datumBegin`,
    gives: onePeriod({ datumBegin: '2025-08-02' }),
    nearest: sound,
  },
  '314': {
    stage: 'DATUMS',
    at: `${period}/datumEind`,
    gives: onePeriod({ datumEind: '2025-07-31' }),
    nearest: onePeriod({ datumEind: '2025-08-01' }),
  },
  '321': {
    stage: 'DATUMS',
    at: `${period}/datumEind`,
    gives: { record: withEnd(onePeriod({ datumEind: '2026-08-01' }), '2026-07-31') },
    nearest: { record: withEnd(onePeriod({ datumEind: '2026-07-31' }), '2026-07-31') },
  },
  '331': {
    stage: 'DATUMS',
    at: '/benoeming/datumEindeBenoeming',
    gives: record1({ datumEindeBenoeming: '2031-01-16' }),
    nearest: record1({ datumEindeBenoeming: '2031-01-15' }),
  },
  '332': {
    stage: 'DATUMS',
    at: '/benoeming/datumIngangBenoeming',
    gives: beginning('2027-01-16'),
    nearest: beginning('2027-01-15'),
  },
  '349': {
    stage: 'DATUMS',
    at: `${ground}/vestigingen/1`,
    gives: oneGround({ vestigingen: [location, location] }),
    nearest: sound,
  },
  '605': {
    stage: 'DATUMS',
    at: '/benoeming/perioden/1/datumBegin',
    gives: twoPeriods('2025-08-31'),
    nearest: twoPeriods('2025-09-01'),
  },
  '610': {
    stage: 'DATUMS',
    at: '/benoeming/datumIngangBenoeming',
    gives: record1({ datumBeginArbeidsovereenkomst: '2025-08-02' }),
    nearest: record1({ datumBeginArbeidsovereenkomst: '2025-08-01' }),
  },
  '601': {
    stage: 'GRONDSLAGEN',
    at: `${ground}/benoemingsgrondslag`,
    gives: oneGround({ benoemingsgrondslag: '599' }),
    nearest: sound,
  },
  '602': {
    stage: 'GRONDSLAGEN',
    at: `${ground}/benoemingsgrondslag`,
    gives: oneGround({ benoemingsgrondslag: '701' }),
    nearest: sound,
  },
  '603': {
    stage: 'GRONDSLAGEN',
    at: `${ground}/onderwijs`,
    gives: oneGround({ benoemingsgrondslag: '513' }),
    nearest: oneGround({ benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
  },
  '604': {
    stage: 'GRONDSLAGEN',
    at: `${ground}/onderwijs/0/aanduiding`,
    gives: oneGround({ benoemingsgrondslag: '513', onderwijs: [{ ...teachingVo, aanduiding: 'LERAAR_VSO' }] }),
    nearest: oneGround({ benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
  },
  '607': {
    stage: 'GRONDSLAGEN',
    at: `${period}/datumEind`,
    gives: onePeriod({ datumEind: '2026-08-01' }, { benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
    nearest: onePeriod({ datumEind: '2026-07-31' }, { benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
  },
  '613': {
    stage: 'GRONDSLAGEN',
    at: `${ground}/benoemingsgrondslag`,
    gives: oneGround({ benoemingsgrondslag: '530' }),
    nearest: sound,
  },
  '630': {
    stage: 'GRONDSLAGEN',
    at: `${ground}/onderwijs`,
    gives: oneGround({ onderwijs: [teachingVo] }),
    nearest: oneGround({ onderwijs: [] }),
  },
  '621': {
    stage: 'SAMENHANG',
    at: '/antwoordCorrectieverzoek/correctieverzoekId',
    gives: { record: correctionAnswerRecord(), answer: { signalen: [] } },
    nearest: { record: correctionAnswerRecord() },
  },
};

describe.each(Object.entries(cases) as [SignalCode, Case][])('%s', (code, { stage, at, gives, nearest }) => {
  const row: { readonly ernst: string; readonly tekst: string } = signalCatalogue[code];

  it(`is all that is found, at ${at || 'the record'}, with the severity of the catalogue`, () => {
    const { signals, outcome } = judgeSent(gives);
    expect(signals.map((signal) => [signal.code, signal.ernst, signal.veld])).toEqual([[code, row.ernst, at]]);
    const isAnsweredOnly = ['KOP', 'AUTORISATIE', 'IDENTIFICATIE'].includes(stage);
    expect(outcome).toBe(row.ernst === 'S' ? 'ACCEPTED' : isAnsweredOnly ? 'ANSWERED' : 'REJECTED');
  });

  it('fills every place of its text, and never with the number or the birth date', () => {
    const [signal] = judgeSent(gives).signals;
    for (const [, name = ''] of row.tekst.matchAll(/\{([a-z_]+)\}/g)) {
      expect(signal?.waarden).toHaveProperty(name);
      expect(signal?.tekst).toContain(signal?.waarden?.[name]);
    }
    for (const personal of [bsn, '999990018', '100010010', '1985-04-12', '2026-01-16']) {
      expect(JSON.stringify(signal)).not.toContain(personal);
    }
  });

  it('is not found in the nearest other record', () => {
    expect(judgeSent(nearest).signals.map((signal) => signal.code)).not.toContain(code);
  });
});

it('a record 4 is told 397 at its own place', () => {
  expect(judge(overviewRecord({ vestiging: '00AH00' })).found).toEqual(['397@/verzoekRegistratieoverzicht/vestiging']);
});

describe('a stage that rejects is the last', () => {
  const stages: readonly (readonly [Case['stage'], (record: Json) => Partial<Sent>])[] = [
    [
      'KOP',
      spoiled((record) => {
        record.kop.ontvangendeInstantie = 'DUO';
      }),
    ],
    ['AUTORISATIE', () => ({ facts: { mayDeliver: false } })],
    ['IDENTIFICATIE', () => ({ facts: known })],
    [
      'SCHEMA',
      spoiled((record) => {
        record.benoeming.onbekend = 1;
      }),
    ],
    ['PERSOON', () => ({ answer: { signalen: [{ code: '753', veld: '/persoon/burgerservicenummer' }] } })],
    [
      'INSTELLING',
      spoiled((record) => {
        record.benoeming.perioden[0].grondslagen[0].vestigingen = ['00ZZ00'];
      }),
    ],
    [
      'DATUMS',
      spoiled((record) => {
        record.benoeming.perioden[0].datumBegin = '2025-08-02';
      }),
    ],
    [
      'GRONDSLAGEN',
      spoiled((record) => {
        record.benoeming.perioden[0].grondslagen[0].benoemingsgrondslag = '599';
      }),
    ],
  ];
  const codeOf: Readonly<Record<string, string>> = {
    KOP: '741',
    AUTORISATIE: '366',
    IDENTIFICATIE: '396',
    SCHEMA: '359',
    PERSOON: '753',
    INSTELLING: '301',
    DATUMS: '303',
    GRONDSLAGEN: '601',
  };

  it.each(stages.map(([stage], first) => [stage, first] as const))(
    '%s, of all that is wrong after it',
    (stage, first) => {
      const record = appointmentRecord();
      const sent = stages.slice(first).reduce<Sent>(
        (soFar, [, spoil]) => {
          const more = spoil(record);
          return { ...soFar, ...more, facts: { ...soFar.facts, ...more.facts } };
        },
        { record },
      );
      expect(judgeSent(sent).signals.map(({ code }) => code)).toEqual([codeOf[stage]]);
    },
  );
});

function spoiled(spoil: (record: Json) => void) {
  return (record: Json): Partial<Sent> => {
    spoil(record);
    return {};
  };
}

function judgeSent({ record, facts, answer }: Sent) {
  const sent: Json = JSON.parse(JSON.stringify(record));
  return answer === undefined ? judge(sent, facts) : judge(sent, facts, answer);
}

function withEnd({ record }: Sent, datumEindeBenoeming: string): Json {
  return { ...record, benoeming: { ...record.benoeming, datumEindeBenoeming } };
}

function beginning(day: string): Sent {
  const { record } = onePeriod({ datumBegin: day });
  return { record: { ...record, benoeming: { ...record.benoeming, datumIngangBenoeming: day } } };
}

function twoPeriods(secondBegins: string): Sent {
  const grondslagen = [{ benoemingsgrondslag: '501', vestigingen: [location] }];
  return record1({
    perioden: [
      { datumBegin: '2025-08-01', datumEind: '2025-08-31', grondslagen },
      { datumBegin: secondBegins, grondslagen },
    ],
  });
}
