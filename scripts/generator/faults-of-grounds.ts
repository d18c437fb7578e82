import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { Seat } from './boards.ts';
import type { Fault, Sound } from './fault.ts';
import type { Fields } from './records.ts';
import { begin, firstGround, firstPeriod, ground, period, without } from './spoil.ts';

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

/** Stage GRONDSLAGEN: the ground, its term and its teaching; and 606, which the register gives. */
export const FAULTS_OF_GROUNDS: readonly Fault[] = [
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
