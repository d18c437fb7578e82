import type { InhoudMatchresultaat } from '../../../../schemas/message-book/v1/generated.ts';
import type { MatchResult } from '../domain/person.ts';

/** What matching found, as consumers may know it: nothing of the diploma that it rests on. */
export type MatchForConsumers = Omit<MatchResult, 'vervolgstap'>;

/**
 * The explanation that matching gives is written to the teacher and names his certificate. The published shape requires
 * one, so consumers read what the outcome means, the same of everybody.
 */
const explanations: Readonly<Record<InhoudMatchresultaat['uitkomst'], string>> = {
  DIRECT: 'Het opgegeven onderwijs past bij een diploma in het diplomaregister.',
  INCLUSIEF: 'Een diploma in het diplomaregister dekt ook het opgegeven onderwijs.',
  CONVERSIE: 'Volgens de conversietabel past het opgegeven onderwijs bij een diploma in het diplomaregister.',
  CONVERSIE_MET_VOORWAARDE:
    'Volgens de conversietabel past het opgegeven onderwijs met een voorwaarde bij een diploma in het diplomaregister.',
  GEDEELTELIJK: 'Het opgegeven onderwijs past voor een deel bij een diploma in het diplomaregister.',
  HANDMATIG: 'De lijsten zeggen niet of het opgegeven onderwijs past bij een diploma in het diplomaregister.',
  GEEN: 'In het diplomaregister is volgens de lijsten geen diploma gevonden dat past bij het opgegeven onderwijs.',
  NIET_IN_DIPLOMAREGISTER: 'In het diplomaregister is niets gevonden. Dat zegt niets over de bevoegdheid.',
};

/** Built member by member: what a result may come to hold besides is not told by itself. */
export function matchForConsumers({ uitkomst, regel, beoordeeldOp }: MatchResult): MatchForConsumers {
  // The schema of MATCHRESULTAAT knows no other outcome.
  const toelichting = explanations[uitkomst as keyof typeof explanations];
  return { uitkomst, regel, toelichting, beoordeeldOp };
}
