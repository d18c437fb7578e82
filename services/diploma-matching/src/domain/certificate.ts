import type { ProgrammeRow } from '../../../../schemas/code-lists/rows.ts';
import type { Diploma } from './claim.ts';

/** A diploma with what the programme list says its programme gives; no `programme` when the list does not know it. */
export interface Certificate {
  readonly diploma: Diploma;
  readonly programme: ProgrammeRow | undefined;
}

/** What a programme that the list knows gives: an area, for most areas with a subject. */
export interface Competence {
  readonly area: string | undefined;
  readonly subject: string | undefined;
  /** Name of the programme in the list; the name in the diploma register is free text and stays out of results. */
  readonly name: string;
}

export function competenceOf(programme: ProgrammeRow): Competence {
  return { area: programme.bevoegdheidsgebied, subject: programme.vak, name: programme.naam };
}
