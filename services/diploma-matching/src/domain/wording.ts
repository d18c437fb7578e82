import type { ListsOfTheDay } from './matching-lists.ts';
import type { PrimaryTarget } from './target.ts';

/** The two areas of secondary education, as teachers call them. */
export const areaNames = {
  VO: 'vmbo, mavo en de onderbouw van havo en vwo (tweedegraads gebied)',
  VHO: 'de bovenbouw van havo en vwo (eerstegraads gebied)',
} as const;

const sectorNames = { PO: 'het basisonderwijs', SO: 'het speciaal onderwijs' } as const;

/** The certificate in a sentence: at its start, or in the middle. */
export function programmeText(name: string, place: 'begin' | 'midden' = 'begin'): string {
  return `${place === 'begin' ? 'Uw' : 'uw'} getuigschrift ${name}`;
}

/** A programme that the list does not know. What does not look like a code is not repeated. */
export function programmeCodeText(opleidingscode: string): string {
  return /^[0-9A-Z]{1,10}$/.test(opleidingscode) ? `De opleiding met code ${opleidingscode}` : 'Een opleiding van u';
}

/** Name of a subject as the list spells it; its code when the list does not know it. */
export function subjectText(vak: string, lists: ListsOfTheDay): string {
  return lists.subject(vak)?.naam ?? vak;
}

export function teachingText(target: PrimaryTarget): string {
  const activity = target.activity === undefined ? '' : ` ${target.activity.toLowerCase().replaceAll('_', ' ')}`;
  return `de activiteit${activity} in ${sectorNames[target.kind]}`;
}
