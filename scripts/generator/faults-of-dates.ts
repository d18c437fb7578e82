import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { Fault } from './fault.ts';
import { begin, body, firstPeriod, ground, locationOf, period } from './spoil.ts';

/** Stage DATUMS: appointment and periods. */
export const FAULTS_OF_DATES: readonly Fault[] = [
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
];
