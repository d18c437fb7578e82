import { all, WHOLE } from './allowed-members.ts';
import type { Members, Roles } from './allowed-members.ts';
import type { ForRoles } from './resource-row.ts';

const A: Roles = ['AFNEMER'];

/** A consumer's own webhook; the secret is shown when it is made and when it is renewed. */
const SUBSCRIPTION: Members = {
  ...all(A, 'id', 'url', 'types', 'toestand', 'reden', 'sinds', 'aangemaaktOp', 'vorigGeheimGeldigTot', 'positie'),
  ...all(A, 'misluktOpRij', 'onderweg', 'volgendePogingOp'),
  herhaling: all(A, 'vanaf', 'tot', 'positie'),
};
const OWN_SUBSCRIPTIONS = { AFNEMER: 'EIGEN_AFNEMER' } as const;

/** What a consumer sees: events and public states, and its own subscriptions; part of who-sees-what.ts. */
export const consumerRows = {
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
  registratiestand: {
    route: 'GET /v1/registratiestanden/:registratieId',
    whose: { AFNEMER: 'ALLE' },
    reads: { activity: 'REGISTRATIESTANDEN_OPHALEN', fields: ['registratiestand'] },
    members: { stand: { [WHOLE]: A } },
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
} as const satisfies Readonly<Record<string, ForRoles>>;
