import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const correctedBegin: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'correctie',
      titel: 'Correctie van de ingangsdatum',
      uitleg: 'Was de ingangsdatum fout, lever dan de goede aan en noem de oude in oorspronkelijkeDatumIngang.',
    },
    ({ seat, day, full, deliver }) => {
      const feedback = registered([[fullCodeOf(seat), 'LERARENREGISTER']]);
      return [
        deliver('Lever de benoeming aan.', full(60), feedback),
        deliver(
          'Verbeter de ingangsdatum: tien dagen eerder.',
          { ...full(70), standvolgnummer: 2, oorspronkelijkeDatumIngang: day(-60) },
          feedback,
        ),
      ];
    },
  );

export const correctedUnknownBegin: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'correctie-onbekend',
      titel: 'Correctie van een ingangsdatum die niet bekend is',
      uitleg: 'De stand wordt opgenomen, met melding 400: controleer de oude datum.',
    },
    ({ seat, day, full, deliver }) => [
      deliver('Lever de benoeming aan.', full(60), registered([[fullCodeOf(seat), 'LERARENREGISTER']])),
      deliver(
        'Verbeter de ingangsdatum, maar noem een oude datum die nooit is aangeleverd.',
        { ...full(70), standvolgnummer: 2, oorspronkelijkeDatumIngang: day(-55) },
        registered([[fullCodeOf(seat), 'LERARENREGISTER']], ['400@/benoeming/oorspronkelijkeDatumIngang']),
      ),
    ],
  );
