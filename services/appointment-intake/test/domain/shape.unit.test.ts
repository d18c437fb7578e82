import { describe, expect, it } from '@jest/globals';
import { judge } from '../support/judge.ts';
import {
  appointmentRecord,
  bsn,
  correctionAnswerRecord,
  deletionRecord,
  fullAppointmentRecord,
  keyDataRecord,
  overviewRecord,
  type Json,
} from '../support/records.ts';

/** What a field is, by the message book, section 3; decides what each fault of it must give. */
type Kind = 'text' | 'explanation' | 'code' | 'date' | 'partial' | 'number' | 'choice' | 'list' | 'group';

/** Every field: [pointer in the full record, needed, kind, for texts one character too many]. */
const appointmentFields: readonly [string, boolean, Kind, string?][] = [
  ['/benoeming', true, 'group'],
  ['/benoeming/persoon', true, 'group'],
  ['/benoeming/persoon/burgerservicenummer', true, 'code'],
  ['/benoeming/persoon/geboortedatum', true, 'partial'],
  ['/benoeming/persoon/geslacht', true, 'choice'],
  ['/benoeming/persoon/nietIngezetene', false, 'group'],
  ['/benoeming/persoon/nietIngezetene/geslachtsnaam', true, 'text', 'x'.repeat(201)],
  ['/benoeming/persoon/nietIngezetene/voorvoegsel', false, 'text', 'x'.repeat(11)],
  ['/benoeming/persoon/nietIngezetene/voornamen', true, 'text', 'x'.repeat(201)],
  ['/benoeming/persoon/nietIngezetene/adresregel1', false, 'text', 'x'.repeat(36)],
  ['/benoeming/persoon/nietIngezetene/adresregel2', false, 'text', 'x'.repeat(36)],
  ['/benoeming/persoon/nietIngezetene/adresregel3', false, 'text', 'x'.repeat(36)],
  ['/benoeming/persoon/nietIngezetene/landcode', true, 'code'],
  ['/benoeming/personeelsnummer', false, 'text', 'x'.repeat(21)],
  ['/benoeming/standvolgnummer', false, 'number'],
  ['/benoeming/benoemingvolgnummer', true, 'text', 'x'.repeat(21)],
  ['/benoeming/sector', true, 'choice'],
  ['/benoeming/soortBetrekking', true, 'choice'],
  ['/benoeming/datumBeginArbeidsovereenkomst', true, 'date'],
  ['/benoeming/datumEindArbeidsovereenkomst', false, 'date'],
  ['/benoeming/datumIngangBenoeming', true, 'date'],
  ['/benoeming/datumEindeBenoeming', false, 'date'],
  ['/benoeming/oorspronkelijkeDatumIngang', false, 'date'],
  ['/benoeming/perioden', true, 'list'],
  ['/benoeming/perioden/0', true, 'group'],
  ['/benoeming/perioden/0/datumBegin', true, 'date'],
  ['/benoeming/perioden/0/datumEind', false, 'date'],
  ['/benoeming/perioden/0/grondslagen', true, 'list'],
  ['/benoeming/perioden/0/grondslagen/0', true, 'group'],
  ['/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag', true, 'code'],
  ['/benoeming/perioden/0/grondslagen/0/vestigingen', true, 'list'],
  ['/benoeming/perioden/0/grondslagen/0/vestigingen/0', true, 'code'],
  ['/benoeming/perioden/0/grondslagen/0/onderwijs', false, 'list'],
  ['/benoeming/perioden/0/grondslagen/0/onderwijs/0', true, 'group'],
  ['/benoeming/perioden/0/grondslagen/0/onderwijs/0/aanduiding', true, 'choice'],
  ['/benoeming/perioden/0/grondslagen/0/onderwijs/0/vak', false, 'code'],
  ['/benoeming/perioden/0/grondslagen/0/onderwijs/0/gebied', false, 'choice'],
];

const deletionFields: readonly [string, boolean, Kind, string?][] = [
  ['/verwijderingBenoeming', true, 'group'],
  ['/verwijderingBenoeming/persoon', true, 'group'],
  ['/verwijderingBenoeming/persoon/burgerservicenummer', true, 'code'],
  ['/verwijderingBenoeming/persoon/geboortedatum', true, 'partial'],
  ['/verwijderingBenoeming/persoon/geslacht', true, 'choice'],
  ['/verwijderingBenoeming/benoemingvolgnummer', true, 'text', 'x'.repeat(21)],
  ['/verwijderingBenoeming/datumIngangBenoeming', true, 'date'],
  ['/verwijderingBenoeming/standvolgnummer', false, 'number'],
  ['/verwijderingBenoeming/reden', true, 'choice'],
];

const keyDataFields = ['persoon', 'nieuwePersoon'].flatMap((name): [string, boolean, Kind][] => [
  [`/wijzigingSleutelgegevens/${name}`, true, 'group'],
  [`/wijzigingSleutelgegevens/${name}/burgerservicenummer`, true, 'code'],
  [`/wijzigingSleutelgegevens/${name}/geboortedatum`, true, 'partial'],
  [`/wijzigingSleutelgegevens/${name}/geslacht`, true, 'choice'],
]);

const overviewFields: readonly [string, boolean, Kind, string?][] = [
  ['/verzoekRegistratieoverzicht', true, 'group'],
  ['/verzoekRegistratieoverzicht/peildatum', true, 'date'],
  ['/verzoekRegistratieoverzicht/vestiging', false, 'code'],
  ['/verzoekRegistratieoverzicht/personen', false, 'list'],
  ['/verzoekRegistratieoverzicht/personen/0', true, 'group'],
  ['/verzoekRegistratieoverzicht/personen/0/burgerservicenummer', true, 'code'],
];

const correctionAnswerFields: readonly [string, boolean, Kind, string?][] = [
  ['/antwoordCorrectieverzoek', true, 'group'],
  ['/antwoordCorrectieverzoek/correctieverzoekId', true, 'code'],
  ['/antwoordCorrectieverzoek/oordeel', true, 'choice'],
  ['/antwoordCorrectieverzoek/toelichting', false, 'explanation', 'x'.repeat(501)],
];

const headFields: readonly [string, boolean, Kind, string?][] = [
  ['/kop/berichtsoort', true, 'choice'],
  ['/kop/berichtenboekVersie', true, 'code'],
  ['/kop/verzendendeInstantie', true, 'code'],
  ['/kop/ontvangendeInstantie', true, 'choice'],
  ['/kop/datumTijdBedrijfsdocument', true, 'code'],
  ['/kop/bevoegdGezagNummer', true, 'code'],
  ['/kop/aanleverpuntnummer', true, 'code'],
  ['/kop/oinVerzender', true, 'code'],
  ['/kop/oinLeverancier', false, 'code'],
];

/** Values that are wrong at a kind of field, with the code each gives. */
const wrongValues: Readonly<Record<Kind, readonly [string, unknown, string][]>> = {
  text: [
    ['of a control character', 'a\u0007b', '742'],
    ['of a line feed', 'a\nb', '742'],
  ],
  explanation: [['of a control character', 'a\u0007b', '742']],
  code: [
    ['of another form', '!', '742'],
    ['too long', 'A1'.repeat(50), '742'],
  ],
  date: [
    ['impossible', '2025-02-29', '742'],
    ['of no month', '2025-13-01', '742'],
    ['partial', '2025-08-00', '742'],
    ['before 1900', '1899-12-31', '742'],
    ['after 2199', '2200-01-01', '742'],
    ['with a time', '2025-08-01T00:00:00Z', '742'],
  ],
  partial: [
    ['impossible', '1985-02-29', '742'],
    ['of a day without a month', '1985-00-12', '742'],
    ['of no year', '0000-00-00', '742'],
  ],
  number: [
    ['zero', 0, '742'],
    ['a fraction', 1.5, '742'],
    ['text', '3', '742'],
  ],
  choice: [
    ['out of its list', 'ANDERS', '741'],
    ['in small letters', 'vo', '741'],
  ],
  list: [['no list', 'x', '742']],
  group: [['a list', [], '742']],
};

const fullOverviewRecord = () => overviewRecord({ vestiging: '99VB00', personen: [{ burgerservicenummer: bsn }] });

describe.each([
  ['record 1', fullAppointmentRecord, appointmentFields],
  ['record 2', deletionRecord, deletionFields],
  [
    'record 3',
    keyDataRecord,
    [['/wijzigingSleutelgegevens', true, 'group'] as [string, boolean, Kind], ...keyDataFields],
  ],
  ['record 4', fullOverviewRecord, overviewFields],
  ['record 6', () => correctionAnswerRecord({ toelichting: 'Een regel.\nNog een regel.' }), correctionAnswerFields],
  ['kop', appointmentRecord, headFields],
] as const)('%s', (_name, make, fields) => {
  it('has nothing wrong with its shape as it stands', () => {
    expect(judge(make()).signals.filter(({ code }) => code.startsWith('74') || code === '359')).toEqual([]);
  });

  describe.each(fields)('%s', (pointer, needed, kind, tooLong) => {
    const found = (value: unknown): readonly string[] => judge(changed(make(), pointer, value)).found;
    const isMember = !/\/\d+$/.test(pointer);

    it.each(wrongValues[kind])('%s', (_what, value, code) => {
      expect(found(value)).toEqual([`${code}@${pointer}`]);
    });
    it('null, and of another type', () => {
      expect(found(null)).toEqual([`742@${pointer}`]);
      expect(found(true)).toEqual([`742@${pointer}`]);
    });
    if (isMember && needed) {
      it('missing', () => {
        expect(found(undefined)).toEqual([`740@${pointer}`]);
      });
    }
    if (isMember && !needed) {
      it('left out', () => {
        expect(found(undefined).filter((signal) => signal.startsWith('74'))).toEqual([]);
      });
    }
    if (kind === 'text' || kind === 'explanation' || kind === 'code' || kind === 'date' || kind === 'choice') {
      it('empty', () => {
        expect(found('')).toEqual([`${kind === 'choice' ? '741' : '742'}@${pointer}`]);
      });
    }
    if (tooLong !== undefined) {
      it('one character too long, and just not', () => {
        expect(found(tooLong)).toEqual([`742@${pointer}`]);
        expect(found(tooLong.slice(1)).filter((signal) => signal.startsWith('74'))).toEqual([]);
      });
    }
    if (kind === 'group') {
      it('an unknown neighbour is told at its parent, without its name', () => {
        const record = changed(make(), `${pointer}/onbekend123456782`, 'x');
        const { signals, found: at } = judge(record);
        expect(at).toEqual([`359@${pointer}`]);
        expect(JSON.stringify(signals)).not.toContain('onbekend123456782');
      });
    }
  });
});

describe('the record as a whole', () => {
  it('an unknown field beside kop and body', () => {
    expect(judge({ ...appointmentRecord(), extra: 1 }).found).toEqual(['359@']);
  });
  it('the body of another kind: its own is missing, the other unknown', () => {
    const { kop } = appointmentRecord();
    const { verwijderingBenoeming } = deletionRecord();
    expect(judge({ kop, verwijderingBenoeming }).found).toEqual(['359@', '740@/benoeming']);
  });
  it('a field called __proto__ is unknown like any other', () => {
    const record = JSON.parse(JSON.stringify(appointmentRecord()).replace('"sector"', '"__proto__":{"a":1},"sector"'));
    expect(judge(record).found).toEqual(['359@/benoeming']);
  });
  it('exactly 262144 bytes canonical is not too large, one more is, and hides all else', () => {
    const record = appointmentRecord({ onbekend: '' });
    expect(judge(record, { canonicalBytes: 262_144 }).found).toEqual(['359@/benoeming']);
    expect(judge(record, { canonicalBytes: 262_145 }).found).toEqual(['743@']);
  });
  it('many faults are cut at 200 signals', () => {
    const record = appointmentRecord({
      perioden: Array.from({ length: 100 }, () => ({ datumBegin: 0, grondslagen: 0, extra: 0 })),
    });
    expect(judge(record).signals).toHaveLength(200);
  });
});

describe('choices and lengths', () => {
  const persoon = { geboortedatum: '1985-04-12', geslacht: 'V' };
  it('neither number: 740 at burgerservicenummer', () => {
    expect(judge(appointmentRecord({ persoon })).found).toEqual(['740@/benoeming/persoon/burgerservicenummer']);
  });
  it('both numbers: 743 at the person', () => {
    const both = { ...persoon, burgerservicenummer: '999990019', onderwijsnummer: '100010010' };
    expect(judge(appointmentRecord({ persoon: both })).found).toEqual(['743@/benoeming/persoon']);
  });
  it.each<[string, number]>([
    ['/benoeming/perioden', 101],
    ['/benoeming/perioden/0/grondslagen', 11],
    ['/benoeming/perioden/0/grondslagen/0/vestigingen', 51],
    ['/benoeming/perioden/0/grondslagen/0/onderwijs', 21],
  ])('%s of %i is 743', (pointer, length) => {
    const record = fullAppointmentRecord();
    const [element] = valueAt(record, pointer) as unknown[];
    const filled = (count: number) =>
      changed(
        record,
        pointer,
        Array.from({ length: count }, () => element),
      );
    expect(judge(filled(length)).found).toEqual([`743@${pointer}`]);
    expect(judge(filled(length - 1)).found.filter((signal) => signal.startsWith('743'))).toEqual([]);
  });
  it('persons of an overview: none and more than 100 are 743, 100 are not', () => {
    const personen = (count: number) =>
      judge(overviewRecord({ personen: Array.from({ length: count }, () => ({ burgerservicenummer: bsn })) })).found;
    expect(personen(0)).toEqual(['743@/verzoekRegistratieoverzicht/personen']);
    expect(personen(100)).toEqual([]);
    expect(personen(101)).toEqual(['743@/verzoekRegistratieoverzicht/personen']);
  });
  it.each(['persoon', 'nieuwePersoon'])('record 3, %s with neither number or with both', (name) => {
    const at = `/wijzigingSleutelgegevens/${name}`;
    expect(judge(keyDataRecord({ [name]: persoon })).found).toEqual([`740@${at}/burgerservicenummer`]);
    const both = { ...persoon, burgerservicenummer: '999990019', onderwijsnummer: '100010010' };
    expect(judge(keyDataRecord({ [name]: both })).found).toEqual([`743@${at}`]);
  });
  it.each([
    '/benoeming/perioden',
    '/benoeming/perioden/0/grondslagen',
    '/benoeming/perioden/0/grondslagen/0/vestigingen',
  ])('%s empty is 743', (pointer) => {
    expect(judge(changed(fullAppointmentRecord(), pointer, [])).found).toEqual([`743@${pointer}`]);
  });
});

/** A copy of the record with one place changed; undefined takes it away. */
function changed(record: Json, pointer: string, value: unknown): Json {
  const copy: Json = structuredClone(record);
  const names = pointer.slice(1).split('/');
  const last = names.pop() ?? '';
  const parent = names.reduce<Json>((node, name) => node[name], copy);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}

function valueAt(record: Json, pointer: string): unknown {
  return pointer
    .slice(1)
    .split('/')
    .reduce<Json>((node, name) => node[name], record);
}
