import { all, WHOLE } from './allowed-members.ts';
import type { Members, Roles } from './allowed-members.ts';

/** The members of what several answers hold alike, for who-sees-what.ts to give to its roles. */
export const teaching = (roles: Roles): Members => all(roles, 'aanduiding', 'activiteit', 'vak', 'gebied', 'vakgebied');

export const snapshot = (roles: Roles): Members => ({
  ...all(roles, 'personeelsnummer', 'standvolgnummer', 'benoemingvolgnummer', 'sector', 'soortBetrekking'),
  ...all(roles, 'datumBeginArbeidsovereenkomst', 'datumEindArbeidsovereenkomst'),
  ...all(roles, 'datumIngangBenoeming', 'datumEindeBenoeming', 'oorspronkelijkeDatumIngang'),
  perioden: {
    ...all(roles, 'datumBegin', 'datumEind'),
    grondslagen: { ...all(roles, 'benoemingsgrondslag', 'vestigingen'), onderwijs: teaching(roles) },
  },
});

export const places = (roles: Roles): Members => ({
  ...all(roles, 'benoemingsgrondslag', 'datumBegin', 'datumEind', 'vestigingen', 'registratieplek', 'uiterlijkeDatum'),
  onderwijs: teaching(roles),
});

export const appointments = (roles: Roles): Members => ({
  ...all(roles, 'bevoegdGezagNummer', 'benoemingvolgnummer', 'inOnderzoek'),
  stand: snapshot(roles),
  registratieplekken: places(roles),
});

export const entries = (roles: Roles): Members => ({
  ...all(roles, 'bevoegdGezagNummer', 'benoemingvolgnummer', 'benoemingsgrondslag'),
  ...all(roles, 'status', 'reden', 'uiterlijkeDatum'),
  onderwijs: teaching(roles),
});

export const signals = (roles: Roles): Members => ({
  ...all(roles, 'code', 'ernst', 'veld', 'tekst'),
  waarden: { [WHOLE]: roles },
});

/** @param words who sees what teacher and board wrote */
export const historyLines = (roles: Roles, words: Roles): Members => ({
  ...all(roles, 'opdrachtId', 'soort', 'vastgelegdOp', 'oordeelsdag', 'besluit', 'reden'),
  toelichting: words,
  bron: {
    ...all(roles, 'kanaal', 'bevoegdGezagNummer', 'aanleverpuntnummer', 'berichtId'),
    ...all(roles, 'datumTijdBedrijfsdocument', 'oinVerzender'),
  },
  signalen: signals(roles),
  lijsten: all(roles, 'naam', 'versie'),
  regelversie: roles,
  gebeurtenissen: { ...all(roles, 'id', 'type', 'volgnummer'), data: { [WHOLE]: roles } },
  verzonden: all(roles, 'berichtId', 'berichtsoort', 'bevoegdGezagNummer', 'aanleverpuntnummer'),
});

const SENDERS: Roles = ['LERAAR', 'BESTUUR', 'BEHEER'];

/** What became of a command: for its sender. */
export const command: Members = {
  ...all(SENDERS, 'id', 'soort', 'status'),
  signalen: signals(SENDERS),
  afwijzing: all(SENDERS, 'reden', 'uitleg', 'veld'),
};
