import { all } from './allowed-members.ts';
import type { Roles } from './allowed-members.ts';
import { appointments, entries, places, snapshot } from './registration-members.ts';
import type { ForRoles } from './resource-row.ts';

const S: Roles = ['BESTUUR'];

/** What a board sees: its own appointments, under its own pseudonym of each person; part of who-sees-what.ts. */
export const boardRows = {
  registratieoverzicht: {
    route: 'GET /v1/registratieoverzichten',
    whose: { BESTUUR: 'EIGEN_BESTUUR' },
    reads: { activity: 'REGISTRATIEOVERZICHT_OPVRAGEN', fields: ['benoemingen'] },
    members: {
      cursor: S,
      standen: {
        ...all(S, 'persoonPseudoniem', 'benoemingvolgnummer', 'personeelsnummer', 'inOnderzoek'),
        stand: snapshot(S),
        registratieplekken: places(S),
      },
    },
  },
  persoon: {
    route: 'GET /v1/personen/:persoonPseudoniem',
    whose: { BESTUUR: 'EIGEN_BESTUUR' },
    reads: { activity: 'PERSOON_INZIEN', fields: ['benoemingen', 'voorportaal'] },
    members: {
      persoonPseudoniem: S,
      benoemingen: appointments(S),
      voorportaal: entries(S),
    },
  },
  /** Numbers and digests of what the board delivered itself; without a location nothing of a person. */
  vergelijking: {
    route: 'GET /v1/vergelijkingen',
    whose: { BESTUUR: 'EIGEN_BESTUUR' },
    reads: { activity: 'VERGELIJKING_OPVRAGEN', fields: ['benoemingen'] },
    members: {
      ...all(S, 'bevoegdGezagNummer', 'peildatum', 'vestiging', 'cursor'),
      ...all(S, 'aantalBenoemingen', 'aantalPersonen', 'controlegetal'),
      vestigingen: all(S, 'vestiging', 'aantalBenoemingen', 'aantalPersonen', 'controlegetal'),
      personen: {
        ...all(S, 'persoonPseudoniem', 'controlegetal'),
        benoemingen: all(S, 'benoemingvolgnummer', 'controlegetal'),
      },
    },
  },
} as const satisfies Readonly<Record<string, ForRoles>>;
