import type { Fault } from './fault.ts';
import { body, ground, locationOf } from './spoil.ts';

/** Stage INSTELLING: the sector and the locations. */
export const FAULTS_OF_SCHOOL: readonly Fault[] = [
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
];
