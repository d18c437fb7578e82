import { fullGround, temporaryGround } from '../../demonstration/records.ts';
import type { ScenarioMaker } from '../scenario-book.ts';
import { fullCodeOf, groundAt, registered, temporaryCodeOf } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

export const toTheRegister: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'bevoegd-geworden',
      titel: 'Van voorportaal naar register',
      uitleg: 'De leraar haalt zijn getuigschrift: de laatste periode krijgt een volledige grondslag. Melding 631.',
    },
    ({ seat, day, temporary, deliver }) => {
      const perioden = [
        { datumBegin: day(-50), datumEind: day(-6), grondslagen: [temporaryGround(seat)] },
        { datumBegin: day(-5), grondslagen: [fullGround(seat)] },
      ];
      return [
        deliver(
          'Lever de benoeming aan op een tijdelijke grondslag.',
          temporary(50),
          registered([[temporaryCodeOf(seat), 'VOORPORTAAL']]),
        ),
        deliver(
          'Sluit de periode af en begin een nieuwe op een volledige grondslag.',
          { ...temporary(50), standvolgnummer: 2, perioden },
          registered(
            [
              [temporaryCodeOf(seat), 'VOORPORTAAL'],
              [fullCodeOf(seat), 'LERARENREGISTER'],
            ],
            [`631@${groundAt(1)}`],
          ),
        ),
      ];
    },
  );

export const toTheAnteroom: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'toch-tijdelijk',
      titel: 'Van register naar voorportaal',
      uitleg: 'De grondslag bleek verkeerd: de leraar is nog niet bevoegd. Melding 632.',
    },
    ({ seat, full, temporary, deliver }) => [
      deliver(
        'Lever de benoeming aan op een volledige grondslag.',
        full(50),
        registered([[fullCodeOf(seat), 'LERARENREGISTER']]),
      ),
      deliver(
        'Verbeter de grondslag: tijdelijk, met het onderwijs.',
        { ...temporary(50), standvolgnummer: 2 },
        registered([[temporaryCodeOf(seat), 'VOORPORTAAL']], [`632@${groundAt(0)}`]),
      ),
    ],
  );
