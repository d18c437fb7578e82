import { all } from './allowed-members.ts';
import type { Roles } from './allowed-members.ts';
import { correctionMembers } from './correction-members.ts';
import { appointments, command, entries, historyLines, teaching } from './registration-members.ts';
import type { ForRoles } from './resource-row.ts';

const L: Roles = ['LERAAR'];
const LB: Roles = ['LERAAR', 'BEHEER'];
const LIB: Roles = ['LERAAR', 'INSPECTIE', 'BEHEER'];

const OWN_REGISTRATION = { LERAAR: 'EIGEN_REGISTRATIE' } as const;

/** Who sees what of a registration, and of what a teacher asks for; part of who-sees-what.ts. */
export const registrationRows = {
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
    members: command,
  },
  uitschrijving: {
    route: 'POST /v1/registraties/:registratieId/uitschrijving',
    whose: OWN_REGISTRATION,
    members: command,
  },
  behoudNaPensioen: {
    route: 'POST /v1/registraties/:registratieId/behoud-na-pensioen',
    whose: OWN_REGISTRATION,
    members: command,
  },
  correctie: {
    route: 'POST /v1/registraties/:registratieId/correcties',
    whose: OWN_REGISTRATION,
    members: command,
  },
  opdracht: {
    route: 'GET /v1/opdrachten/:id',
    whose: { LERAAR: 'EIGEN_OPDRACHT', BESTUUR: 'EIGEN_OPDRACHT', BEHEER: 'EIGEN_OPDRACHT' },
    members: command,
  },
} as const satisfies Readonly<Record<string, ForRoles>>;
