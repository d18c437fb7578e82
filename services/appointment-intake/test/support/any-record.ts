import fc from 'fast-check';
import {
  appointmentRecord,
  bsn,
  correctionAnswerRecord,
  deletionRecord,
  fullAppointmentRecord,
  keyDataRecord,
  location,
  otherBsn,
  overviewRecord,
  teachingVo,
  type Json,
} from './records.ts';

/** Values that schools send by mistake, and values that nobody sends by mistake. */
const anyValue = fc.oneof(
  fc.constantFrom(
    '',
    'VO',
    '501',
    '513',
    '530',
    '999',
    '99VB00',
    '2025-08-01',
    '2020-02-30',
    '1985-00-00',
    '0',
    'NEDERLANDS',
    bsn,
    'constructor',
    '__proto__',
  ),
  fc
    .date({ min: new Date('1890-01-01'), max: new Date('2210-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  fc.jsonValue({ maxDepth: 3 }),
);

const makers = [
  fullAppointmentRecord,
  deletionRecord,
  keyDataRecord,
  () => overviewRecord({ vestiging: location, personen: [{ burgerservicenummer: bsn }] }),
  () => correctionAnswerRecord({ toelichting: 'Klopt.' }),
];

/** A sound record of any kind with up to six places changed, taken away or doubled. */
export const spoiledRecord: fc.Arbitrary<Json> = fc
  .tuple(
    fc.constantFrom(...makers),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('set', 'remove', 'double'), anyValue), { maxLength: 6 }),
  )
  .map(([make, changes]) => {
    const record: Json = structuredClone(make());
    for (const [seed, act, value] of changes) spoil(record, seed, act, value);
    return record;
  });

function spoil(record: Json, seed: number, act: string, value: unknown): void {
  const places: [Json, string][] = [];
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push([node, name]);
      visit(node[name]);
    }
  };
  visit(record);
  const place = places[seed % places.length];
  if (place === undefined) return;
  const [parent, name] = place;
  if (act === 'set') parent[name] = value;
  else if (act === 'double' && Array.isArray(parent)) parent.push(structuredClone(parent[Number(name)]));
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
}

/** Grounds of VO that hold since 2017, of every destination, with what each needs. */
const grounds: readonly Json[] = [
  { benoemingsgrondslag: '501' },
  { benoemingsgrondslag: '501', onderwijs: [] },
  { benoemingsgrondslag: '501', onderwijs: [teachingVo] },
  { benoemingsgrondslag: '502' },
  { benoemingsgrondslag: '513', onderwijs: [teachingVo] },
  { benoemingsgrondslag: '511', onderwijs: [teachingVo, { ...teachingVo, gebied: 'VHO' }] },
  { benoemingsgrondslag: '530' },
];

/** Record 1 of one to five periods, touching or not, the last open or not; all of it within the terms of its grounds. */
const soundAppointment: fc.Arbitrary<Json> = fc
  .record({
    begin: fc.integer({ min: 0, max: 1_500 }),
    periods: fc.array(
      fc.record({
        gap: fc.integer({ min: 0, max: 3 }),
        length: fc.integer({ min: 1, max: 60 }),
        grounds: fc.subarray([...grounds], { minLength: 1, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    isOpen: fc.boolean(),
    ends: fc.boolean(),
    order: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
  })
  .map(({ begin, periods, isOpen, ends, order }) => {
    let day = begin;
    const perioden = periods.map(({ gap, length, grounds: chosen }, index) => {
      const from = index === 0 ? day : day + gap;
      day = from + length;
      const codes = new Map(chosen.map((ground: Json) => [ground.benoemingsgrondslag, ground]));
      const grondslagen = [...codes.values()].map((ground: Json) => ({ ...ground, vestigingen: [location] }));
      const isLast = index === periods.length - 1;
      return { datumBegin: dayOf(from), ...(isLast && isOpen ? {} : { datumEind: dayOf(day - 1) }), grondslagen };
    });
    return appointmentRecord({
      datumBeginArbeidsovereenkomst: dayOf(begin - 10),
      datumIngangBenoeming: dayOf(begin),
      ...(ends ? { datumEindeBenoeming: dayOf(day), datumEindArbeidsovereenkomst: dayOf(day + 5) } : {}),
      ...(order === undefined ? {} : { standvolgnummer: order }),
      perioden,
    });
  });

/** A sound record of any kind. */
export const soundRecord: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: soundAppointment },
  { weight: 1, arbitrary: fc.constantFrom('DUBBEL', 'VERKEERDE_PERSOON').map((reden) => deletionRecord({ reden })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(bsn, otherBsn)
      .map((burgerservicenummer) =>
        keyDataRecord({ nieuwePersoon: { burgerservicenummer, geboortedatum: '1985-04-00', geslacht: 'O' } }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(fc.constantFrom(bsn, otherBsn), { minLength: 1 })
      .map((numbers) => overviewRecord({ personen: numbers.map((burgerservicenummer) => ({ burgerservicenummer })) })),
  },
  { weight: 1, arbitrary: fc.constantFrom('AANGEPAST', 'JUIST').map((oordeel) => correctionAnswerRecord({ oordeel })) },
);

/** Days from 2022-01-01 on. */
function dayOf(number: number): string {
  return new Date(Date.UTC(2022, 0, 1 + number)).toISOString().slice(0, 10);
}
