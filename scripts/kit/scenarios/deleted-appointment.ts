import { deletion } from '../../demonstration/records.ts';
import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered, rejected } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const deletedAppointment: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'verwijdering',
      titel: 'Verwijdering',
      uitleg: 'Alleen voor wat nooit had moeten worden aangeleverd. Daarna is het alsof de benoeming er nooit was.',
    },
    ({ seat, person, day, full, deliver, step }) => [
      deliver('Lever de benoeming aan.', full(45), registered([[fullCodeOf(seat), 'LERARENREGISTER']])),
      step({
        doe: 'Verwijder de benoeming, met de ingangsdatum zoals aangeleverd.',
        soort: 'AANLEVEREN_VERWIJDERING_BENOEMING',
        body: deletion(person, day(-45), 2),
        terugkoppeling: { berichtsoort: 'TERUGKOPPELING_VERWIJDERING', signalen: [] },
      }),
    ],
  );

export const unknownDeletion: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'verwijdering-onbekend',
      titel: 'Verwijdering van een benoeming die niet bekend is',
      uitleg: 'Het register keurt af met 304. De ontvangstbevestiging is wel B: dit weet alleen het register.',
    },
    ({ person, day, step }) => [
      step({
        doe: 'Verwijder een benoeming die nooit is aangeleverd.',
        soort: 'AANLEVEREN_VERWIJDERING_BENOEMING',
        body: deletion(person, day(-15), 1),
        terugkoppeling: rejected('304@/verwijderingBenoeming/benoemingvolgnummer'),
      }),
    ],
  );
