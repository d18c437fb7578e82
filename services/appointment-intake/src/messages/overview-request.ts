import type { VerzoekRegistratieoverzicht } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import type { RecordKind } from '../domain/record-kind.ts';

/**
 * Record 4: asks what the register has of this board on a day. It is about no person; the numbers it may name are judged
 * by their test alone, so that it tells nobody whom the vault knows. A location is the board's own whether or not it is
 * open on that day.
 */
export const overviewRequest: RecordKind<VerzoekRegistratieoverzicht> = {
  berichtsoort: 'VERZOEK_REGISTRATIEOVERZICHT',
  bodyField: 'verzoekRegistratieoverzicht',
  checkShape: shapeCheck('verzoek-registratieoverzicht'),
  personsIn: ({ personen = [] }) => personen.map((person, index) => ({ person, place: `/personen/${index}` })),
  questionOf: () => ({ about: 'NOBODY' }),
  judgeStage: (stage, { vestiging }, { kop, lists }) => {
    const board = kop.bevoegdGezagNummer;
    if (stage !== 'INSTELLING' || vestiging === undefined) return [];
    if (lists.locations.get(vestiging)?.bevoegdGezag === board) return [];
    const veld = '/verzoekRegistratieoverzicht/vestiging';
    return [{ code: '397', veld, waarden: { vestiging, bevoegd_gezag: board } }];
  },
  withoutPerson: ({ personen: _, ...asked }) => asked,
  numbersToLookUp: ({ personen }) => personen?.map(({ burgerservicenummer }) => burgerservicenummer),
};
