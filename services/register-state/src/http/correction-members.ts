import { all } from './allowed-members.ts';
import type { Members, Roles } from './allowed-members.ts';

/** What runs for a request for correction. */
export const correctionTerms = (roles: Roles): Members => all(roles, 'stap', 'wie', 'uiterlijk');

/**
 * A request for correction with its steps; a row of who-sees-what.ts says for whom.
 *
 * @param words who sees what the parties, the commission and the register wrote about it
 */
export const correctionMembers = (roles: Roles, words: Roles): Members => ({
  ...all(roles, 'correctieverzoekId', 'bevoegdGezagNummer', 'benoemingvolgnummer', 'velden', 'status'),
  ...all(roles, 'ingediendOp', 'antwoordUiterlijk', 'teVerbeteren'),
  toelichting: words,
  antwoord: { ...all(roles, 'oordeel', 'beantwoordOp'), toelichting: words },
  termijnen: correctionTerms(roles),
  stappen: {
    ...all(roles, 'soort', 'vastgelegdOp', 'auteur', 'indiener', 'instantie', 'gevraagdOp', 'ontvangenOp', 'terPostOp'),
    ...all(roles, 'teLaat', 'ingetrokkenOp', 'ingesteldOp', 'gehoordOp', 'datum', 'bekendgemaaktOp', 'ecli'),
    ...all(roles, 'dictum', 'verzoek', 'velden', 'grondslagen', 'gevolg', 'nieuwBesluitUiterlijk'),
    ...all(roles, 'nietOntvankelijkOmdat', 'termijnoverschrijdingVerschoonbaar'),
    rechtsmiddel: all(roles, 'soort', 'bij', 'binnenWeken', 'uiterlijk'),
    verzuim: all(roles, 'gemeldOp', 'herstelUiterlijk', 'hersteldOp'),
    ...all(words, 'toelichting', 'overwegingen', 'afwijkingVanAdvies'),
  },
});
