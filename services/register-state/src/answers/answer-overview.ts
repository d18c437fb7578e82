import type {
  OpdrachtVerzoekRegistratieoverzicht,
  RegistratieoverzichtPaginaIntern,
  StandInOverzichtIntern,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import { appointmentFrom } from '../apply/load-persons.ts';
import { registrationPlaces } from '../domain/registration-places.ts';
import type { NewestLists } from '../lists/judging-lists.ts';
import type { Lookup } from '../lookups/write-lookups.ts';
import { selectOverview } from '../sql/select-overview.ts';
import type { OverviewRow } from '../sql/select-overview.ts';
import { cutPages } from './cut-pages.ts';

/**
 * The pages of record 14: a board's own snapshots valid on a day, from the state of this moment. Persons stand in it by
 * their register id, which intake replaces when it hands the page over.
 */
export async function overviewPages(
  db: Queryable,
  { bron, inhoud }: Pick<OpdrachtVerzoekRegistratieoverzicht, 'bron' | 'inhoud'>,
  lists: NewestLists,
): Promise<RegistratieoverzichtPaginaIntern[]> {
  const { peildatum, vestiging, personen } = inhoud;
  const found = await selectOverview(db, {
    board: bron.bevoegdGezagNummer,
    day: peildatum,
    location: vestiging ?? null,
    registerIds: personen ?? null,
  });
  const perPerson = Map.groupBy(found, (row) => row.register_id);
  const rows = [...perPerson.values()].flatMap((own) => overviewRows(own, lists));
  const pages = cutPages(rows);
  return pages.map((standen, index) => ({
    peildatum,
    pagina: index + 1,
    aantalPaginas: pages.length,
    standen,
  }));
}

/** That a board looked at everybody on these pages. */
export function overviewLookup(board: string, pages: readonly RegistratieoverzichtPaginaIntern[]) {
  return {
    activity: 'REGISTRATIEOVERZICHT_OPVRAGEN',
    reader: { role: 'BESTUUR', organisation: board },
    persons: pages.flatMap(({ standen }) => standen.map(({ persoon }) => persoon.registratieId)),
  } as const satisfies Partial<Lookup>;
}

/** @param own valid appointments of one person at the board */
function overviewRows(own: readonly OverviewRow[], lists: NewestLists): StandInOverzichtIntern[] {
  const appointments = own.map(appointmentFrom);
  return own
    .filter(({ asked }) => asked)
    .map(({ register_id: registratieId, board, number, snapshot: stand }) => {
      const { book } = lists.of(registratieId);
      return {
        persoon: { registratieId },
        benoemingvolgnummer: number,
        ...(stand.personeelsnummer === undefined ? {} : { personeelsnummer: stand.personeelsnummer }),
        stand,
        registratieplekken: registrationPlaces({ appointments }, { board, number }, stand, book),
      };
    });
}
