import type { Access } from '../../../_platform/src/http/access.ts';
import type { ReadActivity } from '../messages/processing-record.ts';
import type { Role } from '../lookups/reader.ts';
import { all, sees, WHOLE } from './allowed-members.ts';
import type { Members, Roles } from './allowed-members.ts';
import { appointments, entries, historyLines, places, signals, snapshot, teaching } from './registration-members.ts';
import { correctionMembers, correctionTerms } from './correction-members.ts';

/**
 * Whose data a role may ask for:
 * - `EIGEN_REGISTRATIE`: `registratieId` of the path is that of the token, else 403.
 * - `EIGEN_BESTUUR`: `bevoegdGezagNummer` of the query is that of the token, else 403; without one in the query, the
 *   route answers of the token's board alone.
 * - `EIGEN_OPDRACHT`: what this token's person sent, else 404.
 * - `EIGEN_CORRECTIE`: the request for correction is of this token's person, or was made to its board, else 404.
 * - `EIGEN_AFNEMER`: what belongs to the token's `afnemerId`, else 404; a token without it 403.
 * - `ALLE`: everybody's who is not kept or destroyed.
 */
export type Whose =
  'EIGEN_REGISTRATIE' | 'EIGEN_BESTUUR' | 'EIGEN_OPDRACHT' | 'EIGEN_CORRECTIE' | 'EIGEN_AFNEMER' | 'ALLE';

export interface ForRoles {
  /** Method and path, as the route is registered. */
  readonly route: string;
  readonly whose: Partial<Readonly<Record<Role, Whose>>>;
  readonly members: Members;
  /** Set where the answer is about persons: confirmRead writes it. */
  readonly reads?: {
    readonly activity: ReadActivity;
    /** What the teacher is told was read; left out: the members that the role sees. */
    readonly fields?: readonly string[];
  };
}

/** For other services of the platform; their answers are not cut. */
interface ForServices {
  readonly route: string;
  readonly services: readonly string[];
}

const L: Roles = ['LERAAR'];
const S: Roles = ['BESTUUR'];
const B: Roles = ['BEHEER'];
const A: Roles = ['AFNEMER'];
const I: Roles = ['INSPECTIE'];
const IB: Roles = ['INSPECTIE', 'BEHEER'];
const LB: Roles = ['LERAAR', 'BEHEER'];
const LSB: Roles = ['LERAAR', 'BESTUUR', 'BEHEER'];
const LIB: Roles = ['LERAAR', 'INSPECTIE', 'BEHEER'];

/** What became of a command: for its sender. */
const COMMAND: Members = {
  ...all(LSB, 'id', 'soort', 'status'),
  signalen: signals(LSB),
  afwijzing: all(LSB, 'reden', 'uitleg', 'veld'),
};

/** A consumer's own webhook; the secret is shown when it is made and when it is renewed. */
const SUBSCRIPTION: Members = {
  ...all(A, 'id', 'url', 'types', 'toestand', 'reden', 'sinds', 'aangemaaktOp', 'vorigGeheimGeldigTot', 'positie'),
  ...all(A, 'misluktOpRij', 'onderweg', 'volgendePogingOp'),
  herhaling: all(A, 'vanaf', 'tot', 'positie'),
};
const OWN_SUBSCRIPTIONS = { AFNEMER: 'EIGEN_AFNEMER' } as const;

/** A step of a request for correction that the register itself takes. */
const stepOfManagers = (path: string) =>
  ({ route: `POST /v1/correcties/:correctieverzoekId/${path}`, whose: { BEHEER: 'ALLE' }, members: COMMAND }) as const;

const OWN_REGISTRATION = { LERAAR: 'EIGEN_REGISTRATIE' } as const;

/**
 * Who sees what of the register (register's law, section 6): the one place where it is decided. A route takes its access
 * from its row and cannot be registered without one; every answer is cut to the members its reader's role has here
 * (guard-routes.ts). Add a member to a view and it is seen by nobody until it has its row.
 */
export const WHO_SEES_WHAT = {
  registratie: {
    route: 'GET /v1/registraties/:registratieId',
    whose: { LERAAR: 'EIGEN_REGISTRATIE', INSPECTIE: 'ALLE', BEHEER: 'ALLE' },
    reads: { activity: 'REGISTRATIE_INZIEN' },
    members: {
      ...all(LIB, 'registratieId', 'status', 'reden', 'beeld', 'volgnummer'),
      benoemingen: appointments(LIB),
      voorportaal: entries(LIB),
      opgaven: {
        onderwijs: teaching(LB),
        opgegevenOp: LB,
        match: all(LB, 'uitkomst', 'regel', 'toelichting', 'vervolgstap'),
      },
      // What teacher and board wrote to each other is theirs; the register's own people read it with the request itself.
      correcties: correctionMembers(LB, L),
    },
  },
  historie: {
    route: 'GET /v1/registraties/:registratieId/historie',
    whose: { LERAAR: 'EIGEN_REGISTRATIE', BEHEER: 'ALLE' },
    reads: { activity: 'HISTORIE_INZIEN', fields: ['historie'] },
    members: {
      cursor: LB,
      regels: historyLines(LB, L),
    },
  },
  inzagen: {
    route: 'GET /v1/registraties/:registratieId/inzagen',
    whose: OWN_REGISTRATION,
    reads: { activity: 'INZAGEN_INZIEN', fields: ['inzagen'] },
    members: {
      cursor: L,
      inzagen: all(L, 'tijdstip', 'verwerkingsactiviteit', 'doel', 'rol', 'organisatie', 'gegevens'),
    },
  },
  onderwijsopgave: {
    route: 'PUT /v1/registraties/:registratieId/onderwijsopgave',
    whose: OWN_REGISTRATION,
    members: COMMAND,
  },
  uitschrijving: {
    route: 'POST /v1/registraties/:registratieId/uitschrijving',
    whose: OWN_REGISTRATION,
    members: COMMAND,
  },
  behoudNaPensioen: {
    route: 'POST /v1/registraties/:registratieId/behoud-na-pensioen',
    whose: OWN_REGISTRATION,
    members: COMMAND,
  },
  correctie: {
    route: 'POST /v1/registraties/:registratieId/correcties',
    whose: OWN_REGISTRATION,
    members: COMMAND,
  },
  opdracht: {
    route: 'GET /v1/opdrachten/:id',
    whose: { LERAAR: 'EIGEN_OPDRACHT', BESTUUR: 'EIGEN_OPDRACHT', BEHEER: 'EIGEN_OPDRACHT' },
    members: COMMAND,
  },
  registratieoverzicht: {
    route: 'GET /v1/registratieoverzichten',
    whose: { BESTUUR: 'EIGEN_BESTUUR' },
    reads: { activity: 'REGISTRATIEOVERZICHT_OPVRAGEN', fields: ['benoemingen'] },
    members: {
      cursor: S,
      standen: {
        ...all(S, 'persoonPseudoniem', 'benoemingvolgnummer', 'personeelsnummer'),
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
  /** Nothing of the person, not even who, and nothing of what he wrote. */
  verlopenCorrecties: {
    route: 'GET /v1/correcties',
    whose: { BEHEER: 'ALLE' },
    reads: { activity: 'CORRECTIES_BEWAKEN', fields: ['correcties'] },
    members: {
      cursor: B,
      correcties: {
        ...all(B, 'correctieverzoekId', 'bevoegdGezagNummer', 'benoemingvolgnummer', 'velden', 'status'),
        ...all(B, 'ingediendOp', 'antwoordUiterlijk'),
        termijnen: correctionTerms(B),
      },
    },
  },
  correctiezaak: {
    route: 'GET /v1/correcties/:correctieverzoekId',
    whose: { LERAAR: 'EIGEN_CORRECTIE', BESTUUR: 'EIGEN_CORRECTIE', BEHEER: 'ALLE' },
    reads: { activity: 'CORRECTIE_INZIEN', fields: ['correcties'] },
    members: correctionMembers(LSB, LSB),
  },
  besluitverzoek: {
    route: 'POST /v1/correcties/:correctieverzoekId/besluitverzoek',
    whose: { LERAAR: 'EIGEN_CORRECTIE' },
    members: COMMAND,
  },
  besluit: stepOfManagers('besluit'),
  bezwaar: {
    route: 'POST /v1/correcties/:correctieverzoekId/bezwaar',
    whose: { LERAAR: 'EIGEN_CORRECTIE', BESTUUR: 'EIGEN_CORRECTIE', BEHEER: 'ALLE' },
    members: COMMAND,
  },
  bezwaarbehandeling: stepOfManagers('behandeling'),
  bezwaaradvies: stepOfManagers('advies'),
  beslissingOpBezwaar: stepOfManagers('beslissing-op-bezwaar'),
  beroep: stepOfManagers('beroep'),
  uitspraak: stepOfManagers('uitspraak'),
  termijnoverschrijdingen: {
    route: 'GET /v1/termijnoverschrijdingen',
    whose: { INSPECTIE: 'ALLE' },
    reads: { activity: 'TERMIJNOVERSCHRIJDINGEN_INZIEN', fields: ['voorportaal'] },
    members: {
      cursor: I,
      overschrijdingen: {
        ...all(I, 'registratieId', 'bevoegdGezagNummer', 'benoemingvolgnummer', 'benoemingsgrondslag'),
        ...all(I, 'uiterlijkeDatum', 'status', 'sinds'),
        onderwijs: teaching(I),
        herinneringen: all(I, 'soort', 'datum'),
      },
    },
  },
  /** The proof: register ids that stand for nobody any more, and counts. */
  vernietigingen: {
    route: 'GET /v1/vernietigingen',
    whose: { INSPECTIE: 'ALLE', BEHEER: 'ALLE' },
    members: {
      cursor: IB,
      vernietigingen: {
        ...all(IB, 'soort', 'registratieId', 'datum', 'partitie', 'volgordenummer', 'status'),
        ...all(IB, 'nagekomenOpdrachten', 'uitgevoerdOp'),
        vernietigd: all(IB, 'tabel', 'rijen'),
        nogGevonden: all(IB, 'tabel', 'rijen'),
        topics: all(IB, 'topic', 'uiterlijkTot'),
      },
    },
  },
  gebeurtenissen: {
    route: 'GET /v1/gebeurtenissen',
    whose: { AFNEMER: 'ALLE' },
    reads: { activity: 'GEBEURTENISSEN_OPHALEN', fields: ['gebeurtenissen'] },
    members: { volgende: A, gebeurtenissen: { [WHOLE]: A } },
  },
  registratiestanden: {
    route: 'GET /v1/registratiestanden',
    whose: { AFNEMER: 'ALLE' },
    reads: { activity: 'REGISTRATIESTANDEN_OPHALEN', fields: ['registratiestand'] },
    members: { ...all(A, 'positie', 'cursor'), standen: { [WHOLE]: A } },
  },
  abonnementMaken: {
    route: 'POST /v1/abonnementen',
    whose: OWN_SUBSCRIPTIONS,
    members: { ...SUBSCRIPTION, geheim: A },
  },
  abonnementen: {
    route: 'GET /v1/abonnementen',
    whose: OWN_SUBSCRIPTIONS,
    members: { abonnementen: SUBSCRIPTION },
  },
  abonnement: { route: 'GET /v1/abonnementen/:id', whose: OWN_SUBSCRIPTIONS, members: SUBSCRIPTION },
  abonnementOpheffen: { route: 'DELETE /v1/abonnementen/:id', whose: OWN_SUBSCRIPTIONS, members: {} },
  afleveringen: {
    route: 'GET /v1/abonnementen/:id/afleveringen',
    whose: OWN_SUBSCRIPTIONS,
    members: {
      afleveringen: all(A, 'gebeurtenisId', 'poging', 'verzondenOp', 'uitkomst', 'status', 'duurMs', 'begin'),
    },
  },
  abonnementGeheim: {
    route: 'POST /v1/abonnementen/:id/geheimen',
    whose: OWN_SUBSCRIPTIONS,
    members: all(A, 'geheim', 'vorigGeheimGeldigTot'),
  },
  abonnementHervatten: {
    route: 'POST /v1/abonnementen/:id/hervattingen',
    whose: OWN_SUBSCRIPTIONS,
    members: SUBSCRIPTION,
  },
  abonnementHerhalen: {
    route: 'POST /v1/abonnementen/:id/herhalingen',
    whose: OWN_SUBSCRIPTIONS,
    members: SUBSCRIPTION,
  },
  simulatie: { route: 'POST /v1/simulaties', services: ['appointment-intake'] },
} as const satisfies Readonly<Record<string, ForRoles | ForServices>>;

export type Resource = keyof typeof WHO_SEES_WHAT;

export function rowOf(resource: Resource): ForRoles | ForServices {
  return WHO_SEES_WHAT[resource];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Row of WHO_SEES_WHAT; every route of the register's own API has one. */
    resource?: Resource;
  }
}

/** What a route puts in its `config`: its access follows from its row. */
export function seenBy(resource: Resource): { readonly resource: Resource; readonly access: Access } {
  const row = rowOf(resource);
  const access: Access =
    'services' in row
      ? { audience: 'urn:lrr:intern', services: row.services }
      : { audience: 'urn:lrr:register', roles: Object.keys(row.whose) };
  return { resource, access };
}

/** Which groups of a person's data an answer of this kind holds for this role. */
export function fieldsRead(activity: ReadActivity, role: Role): readonly string[] {
  for (const row of Object.values<ForRoles | ForServices>(WHO_SEES_WHAT)) {
    if (!('reads' in row) || row.reads.activity !== activity) continue;
    const { members, reads } = row;
    return reads.fields ?? Object.keys(members).filter((name) => sees(members[name], role));
  }
  throw new Error(`no answer in who-sees-what.ts reads ${activity}`);
}
