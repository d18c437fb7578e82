import { all } from './allowed-members.ts';
import type { Roles } from './allowed-members.ts';
import { correctionMembers, correctionTerms } from './correction-members.ts';
import { command } from './registration-members.ts';
import type { ForRoles } from './resource-row.ts';

const B: Roles = ['BEHEER'];
const LSB: Roles = ['LERAAR', 'BESTUUR', 'BEHEER'];

/** A step of a request for correction that the register itself takes. */
const stepOfManagers = (path: string) =>
  ({ route: `POST /v1/correcties/:correctieverzoekId/${path}`, whose: { BEHEER: 'ALLE' }, members: command }) as const;

/** Who sees what of requests for correction, and who may take which step; part of who-sees-what.ts. */
export const correctionRows = {
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
    members: command,
  },
  besluit: stepOfManagers('besluit'),
  bezwaar: {
    route: 'POST /v1/correcties/:correctieverzoekId/bezwaar',
    whose: { LERAAR: 'EIGEN_CORRECTIE', BESTUUR: 'EIGEN_CORRECTIE', BEHEER: 'ALLE' },
    members: command,
  },
  bezwaarbehandeling: stepOfManagers('behandeling'),
  bezwaaradvies: stepOfManagers('advies'),
  beslissingOpBezwaar: stepOfManagers('beslissing-op-bezwaar'),
  beroep: stepOfManagers('beroep'),
  uitspraak: stepOfManagers('uitspraak'),
} as const satisfies Readonly<Record<string, ForRoles>>;
