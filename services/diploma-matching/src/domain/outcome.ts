/** Outcomes of a match, strongest first: the first one that any certificate reaches wins. */
export const outcomes = [
  'DIRECT',
  'INCLUSIEF',
  'CONVERSIE',
  'CONVERSIE_MET_VOORWAARDE',
  'GEDEELTELIJK',
  'HANDMATIG',
  'GEEN',
  'NIET_IN_DIPLOMAREGISTER',
] as const;

export type Outcome = (typeof outcomes)[number];

/** Place in the order of strength; lower is stronger. */
export function strengthOf(outcome: Outcome): number {
  return outcomes.indexOf(outcome);
}
