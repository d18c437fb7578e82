import type { Seat } from './boards.ts';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { Fields } from './records.ts';

/** A sound record and what is needed to spoil it. */
export interface Sound {
  readonly kop: Fields;
  readonly body: Fields;
  readonly seat: Seat;
  readonly today: string;
  /** A location of another board and another school. */
  readonly elsewhere: string;
}

/** One thing a supplier can do wrong, or that gets him a notice, with the receipt it must get. */
export interface Fault {
  readonly code: string;
  /** Where the signal points in the record. */
  readonly veld: string;
  readonly status: 'A' | 'B';
  readonly spoil: (sound: Sound) => { readonly kop?: Fields; readonly body?: Fields };
  /** Answered only: nothing is stored, and no feedback follows. */
  readonly answeredOnly?: true;
  /** Taken in (B), then rejected by the register with this code. */
  readonly refusedWith?: string;
}

const kop = (change: Fields) => (sound: Sound) => ({ kop: { ...sound.kop, ...change } });
const body =
  (change: (sound: Sound) => Fields) =>
  (sound: Sound): { body: Fields } => ({ body: { ...sound.body, ...change(sound) } });
const person = (change: (sound: Sound) => Fields): Fault['spoil'] =>
  body((sound) => ({ persoon: { ...(sound.body['persoon'] as Fields), ...change(sound) } }));
const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));

interface Period extends Fields {
  readonly datumBegin: string;
  readonly grondslagen: readonly Fields[];
}
const firstPeriod = (sound: Sound): Period => (sound.body['perioden'] as Period[])[0] as Period;
const firstGround = (sound: Sound): Fields => firstPeriod(sound).grondslagen[0] as Fields;
const period = (change: (sound: Sound) => Fields): Fault['spoil'] =>
  body((sound) => ({ perioden: [{ ...firstPeriod(sound), ...change(sound) }] }));
const ground = (change: (sound: Sound) => Fields): Fault['spoil'] =>
  period((sound) => ({ grondslagen: [{ ...firstGround(sound), ...change(sound) }] }));
const begin = (sound: Sound): string => sound.body['datumIngangBenoeming'] as string;

/** Full and temporary grounds by sector, without the choices of records.ts: a fault must not depend on them. */
const FULL = { PO: '701', SO: '801', VSO: '801', VO: '501' } as const;
const TEMPORARY = { PO: '704', SO: '804', VSO: '804', VO: '511' } as const;
const EXTENSION = { PO: '705', SO: '805', VSO: '805', VO: '512' } as const;
const OTHER_SECTOR = { PO: '501', SO: '501', VSO: '501', VO: '701' } as const;
const OTHER_TEACHING = { PO: 'LERAAR_VO', SO: 'LERAAR_PO', VSO: 'LERAAR_PO', VO: 'LERAAR_PO' } as const;
const teaching = (seat: Seat): Fields =>
  seat.sector === 'VO'
    ? { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' }
    : { aanduiding: `LERAAR_${seat.sector}` };
const locationOf = (sound: Sound): string => (firstGround(sound)['vestigingen'] as string[])[0] as string;

/** Each thing a supplier can cause alone, in the order of judgement (message book section 4). */
export const FAULTS: readonly Fault[] = [
  {
    code: '359',
    veld: '/kop/berichtenboekVersie',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ berichtenboekVersie: '2.0' }),
  },
  {
    code: '740',
    veld: '/kop/oinVerzender',
    status: 'A',
    answeredOnly: true,
    spoil: (sound) => ({ kop: without(sound.kop, 'oinVerzender') }),
  },
  {
    code: '741',
    veld: '/kop/ontvangendeInstantie',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ ontvangendeInstantie: 'BRON' }),
  },
  {
    code: '742',
    veld: '/kop/datumTijdBedrijfsdocument',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ datumTijdBedrijfsdocument: 'gisteren' }),
  },
  {
    code: '743',
    veld: '/kop/verzendendeInstantie',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ verzendendeInstantie: '00001' }),
  },
  {
    code: '366',
    veld: '/kop/aanleverpuntnummer',
    status: 'A',
    answeredOnly: true,
    spoil: kop({ aanleverpuntnummer: '77' }),
  },
  { code: '359', veld: '/benoeming', status: 'A', spoil: body(() => ({ salarisschaal: 'LB' })) },
  {
    code: '740',
    veld: '/benoeming/soortBetrekking',
    status: 'A',
    spoil: (sound) => ({ body: without(sound.body, 'soortBetrekking') }),
  },
  { code: '741', veld: '/benoeming/sector', status: 'A', spoil: body(() => ({ sector: 'HBO' })) },
  {
    code: '742',
    veld: '/benoeming/benoemingvolgnummer',
    status: 'A',
    spoil: body(() => ({ benoemingvolgnummer: 'nr 1' })),
  },
  { code: '743', veld: '/benoeming/perioden', status: 'A', spoil: body(() => ({ perioden: [] })) },
  {
    code: '750',
    veld: '/benoeming/persoon/burgerservicenummer',
    status: 'A',
    spoil: person(() => ({ burgerservicenummer: '123456789' })),
  },
  {
    code: '751',
    veld: '/benoeming/persoon/onderwijsnummer',
    status: 'A',
    spoil: (sound) => ({ body: { ...sound.body, persoon: withOnderwijsnummer(sound, '100010011') } }),
  },
  {
    code: '614',
    veld: '/benoeming/persoon/onderwijsnummer',
    status: 'A',
    spoil: (sound) => ({ body: { ...sound.body, persoon: withOnderwijsnummer(sound, '100010010') } }),
  },
  {
    code: '843',
    veld: '/benoeming/persoon/geboortedatum',
    status: 'A',
    spoil: person(({ today }) => ({ geboortedatum: addDays(today, 400) })),
  },
  {
    code: '752',
    veld: '/benoeming/persoon/geboortedatum',
    status: 'A',
    spoil: person(() => ({ geboortedatum: '1959-01-01' })),
  },
  {
    code: '753',
    veld: '/benoeming/persoon/burgerservicenummer',
    status: 'A',
    spoil: person(() => ({ burgerservicenummer: '100000010' })),
  },
  {
    code: '615',
    veld: '/benoeming/persoon/geboortedatum',
    status: 'A',
    spoil: body((sound) => ({
      datumBeginArbeidsovereenkomst: '1950-08-01',
      datumIngangBenoeming: '1950-08-01',
      perioden: [{ ...firstPeriod(sound), datumBegin: '1950-08-01' }],
    })),
  },
  {
    code: '771',
    veld: '/benoeming/persoon/nietIngezetene',
    status: 'B',
    spoil: person(() => ({ nietIngezetene: { geslachtsnaam: 'Voorbeeld', voornamen: 'Vera', landcode: '5010' } })),
  },
  { code: '356', veld: '/benoeming/sector', status: 'A', spoil: body(() => ({ sector: 'MBO' })) },
  {
    code: '301',
    veld: '/benoeming/perioden/0/grondslagen/0/vestigingen/0',
    status: 'A',
    spoil: ground(() => ({ vestigingen: ['00ZZ00'] })),
  },
  {
    code: '397',
    veld: '/benoeming/perioden/0/grondslagen/0/vestigingen/0',
    status: 'A',
    spoil: ground(({ elsewhere }) => ({ vestigingen: [elsewhere] })),
  },
  {
    code: '348',
    veld: '/benoeming/perioden/0/grondslagen/0/vestigingen/0',
    status: 'A',
    spoil: ground((sound) => ({ vestigingen: [`${locationOf(sound).slice(0, 4)}99`] })),
  },
  {
    code: '303',
    veld: '/benoeming/perioden/0/datumBegin',
    status: 'A',
    spoil: period((sound) => ({ datumBegin: addDays(begin(sound), 1) })),
  },
  {
    code: '314',
    veld: '/benoeming/perioden/0/datumEind',
    status: 'A',
    spoil: period((sound) => ({ datumEind: addDays(begin(sound), -1) })),
  },
  {
    code: '321',
    veld: '/benoeming/perioden/0/datumEind',
    status: 'A',
    spoil: body((sound) => ({
      datumEindeBenoeming: addDays(begin(sound), 60),
      perioden: [{ ...firstPeriod(sound), datumEind: addDays(begin(sound), 61) }],
    })),
  },
  {
    code: '331',
    veld: '/benoeming/datumEindeBenoeming',
    status: 'B',
    spoil: body(() => ({ datumEindeBenoeming: '2199-12-31' })),
  },
  {
    code: '332',
    veld: '/benoeming/datumIngangBenoeming',
    status: 'A',
    spoil: body((sound) => ({
      datumIngangBenoeming: addDays(sound.today, 500),
      perioden: [{ ...firstPeriod(sound), datumBegin: addDays(sound.today, 500) }],
    })),
  },
  {
    code: '349',
    veld: '/benoeming/perioden/0/grondslagen/0/vestigingen/1',
    status: 'A',
    spoil: ground((sound) => ({ vestigingen: [locationOf(sound), locationOf(sound)] })),
  },
  {
    code: '605',
    veld: '/benoeming/perioden/1/datumBegin',
    status: 'A',
    spoil: body((sound) => ({
      perioden: [
        { ...firstPeriod(sound), datumEind: addDays(begin(sound), 20) },
        { ...firstPeriod(sound), datumBegin: addDays(begin(sound), 20) },
      ],
    })),
  },
  {
    code: '610',
    veld: '/benoeming/datumIngangBenoeming',
    status: 'A',
    spoil: body((sound) => ({ datumBeginArbeidsovereenkomst: addDays(begin(sound), 1) })),
  },
  {
    code: '601',
    veld: '/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag',
    status: 'A',
    spoil: ground(() => ({ benoemingsgrondslag: '599' })),
  },
  {
    code: '602',
    veld: '/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag',
    status: 'A',
    spoil: ground(({ seat }) => ({ benoemingsgrondslag: OTHER_SECTOR[seat.sector] })),
  },
  {
    code: '603',
    veld: '/benoeming/perioden/0/grondslagen/0/onderwijs',
    status: 'A',
    spoil: (sound) => ({ body: withGround(sound, { benoemingsgrondslag: TEMPORARY[sound.seat.sector] }) }),
  },
  {
    code: '604',
    veld: '/benoeming/perioden/0/grondslagen/0/onderwijs/0/aanduiding',
    status: 'A',
    spoil: ground(({ seat }) => ({
      benoemingsgrondslag: TEMPORARY[seat.sector],
      onderwijs: [{ ...teaching(seat), aanduiding: OTHER_TEACHING[seat.sector] }],
    })),
  },
  {
    code: '607',
    veld: '/benoeming/perioden/0/datumEind',
    status: 'A',
    spoil: period((sound) => ({
      datumEind: addDays(begin(sound), 1_500),
      grondslagen: [
        { ...firstGround(sound), benoemingsgrondslag: TEMPORARY[sound.seat.sector], onderwijs: [teaching(sound.seat)] },
      ],
    })),
  },
  {
    code: '630',
    veld: '/benoeming/perioden/0/grondslagen/0/onderwijs',
    status: 'B',
    spoil: ground(({ seat }) => ({ benoemingsgrondslag: FULL[seat.sector], onderwijs: [teaching(seat)] })),
  },
  {
    code: '606',
    veld: '/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag',
    status: 'B',
    refusedWith: '606',
    spoil: ground(({ seat }) => ({ benoemingsgrondslag: EXTENSION[seat.sector], onderwijs: [teaching(seat)] })),
  },
];

/** Only VO has grounds that give no place. */
export const WITHOUT_PLACE: Fault = {
  code: '613',
  veld: '/benoeming/perioden/0/grondslagen/0/benoemingsgrondslag',
  status: 'B',
  spoil: (sound) => ({ body: withGround(sound, { benoemingsgrondslag: '530' }) }),
};

function withGround(sound: Sound, change: Fields): Fields {
  const changed = { ...without(firstGround(sound), 'onderwijs'), ...change };
  return { ...sound.body, perioden: [{ ...firstPeriod(sound), grondslagen: [changed] }] };
}

function withOnderwijsnummer(sound: Sound, onderwijsnummer: string): Fields {
  return { ...without(sound.body['persoon'] as Fields, 'burgerservicenummer'), onderwijsnummer };
}
