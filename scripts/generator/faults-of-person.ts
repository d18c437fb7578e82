import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import type { Fault, Sound } from './fault.ts';
import type { Fields } from './records.ts';
import { body, firstPeriod, person, without } from './spoil.ts';

/** Stage PERSOON: number, birth date, age, and what the BRP knows. */
export const FAULTS_OF_PERSON: readonly Fault[] = [
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
];

function withOnderwijsnummer(sound: Sound, onderwijsnummer: string): Fields {
  return { ...without(sound.body['persoon'] as Fields, 'burgerservicenummer'), onderwijsnummer };
}
