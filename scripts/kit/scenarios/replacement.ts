import { temporaryGround } from '../../demonstration/records.ts';
import { appointment } from '../../demonstration/records.ts';
import type { ScenarioMaker } from '../scenario-book.ts';
import { groundAt, registered } from './expectations.ts';
import { oneScenario } from './one-scenario.ts';

/** VO: 513, and 514 that extends it. */
export const replacement: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'vervanging',
      titel: 'Vervanging, daarna verlengd',
      uitleg: 'Een vervanger staat op 513; de verlenging 514 sluit er zonder gat op aan, in dezelfde stand.',
      sector: 'VO',
    },
    ({ seat, person, day, deliver }) => {
      const on = (benoemingsgrondslag: string) => ({ ...temporaryGround(seat), benoemingsgrondslag });
      const first = appointment(seat, person, day(-60), [on('513')]);
      const perioden = [
        { datumBegin: day(-60), datumEind: day(-11), grondslagen: [on('513')] },
        { datumBegin: day(-10), grondslagen: [on('514')] },
      ];
      return [
        deliver('Lever de vervanger aan op grondslag 513.', first, registered([['513', 'VOORPORTAAL']])),
        deliver(
          'Verleng de vervanging: sluit 513 af en begin de dag erna op 514.',
          { ...first, standvolgnummer: 2, perioden },
          registered([
            ['513', 'VOORPORTAAL'],
            ['514', 'VOORPORTAAL'],
          ]),
        ),
      ];
    },
  );

export const replacementTooLong: ScenarioMaker = (book) =>
  oneScenario(
    book,
    {
      id: 'vervanging-te-lang',
      titel: 'Vervanging die langer duurt dan twaalf maanden',
      uitleg: 'De stand wordt opgenomen, met de meldingen 608 (termijn) en 609 (over alle benoemingen samen).',
      sector: 'VO',
    },
    ({ seat, person, day, deliver }) => {
      const ground = { ...temporaryGround(seat), benoemingsgrondslag: '513' };
      return [
        deliver(
          'Lever een open vervanging aan die vijfhonderd dagen geleden begon.',
          appointment(seat, person, day(-500), [ground]),
          registered([['513', 'VOORPORTAAL']], [`608@${groundAt(0)}`, `609@${groundAt(0)}`]),
        ),
      ];
    },
  );
