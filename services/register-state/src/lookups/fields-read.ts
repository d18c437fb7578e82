import type { ReadActivity } from '../messages/processing-record.ts';
import type { Role } from './reader.ts';

const FIELDS: Readonly<Record<ReadActivity, readonly string[]>> = {
  REGISTRATIE_INZIEN: ['status', 'benoemingen', 'voorportaal', 'opgaven', 'correcties'],
  PERSOON_INZIEN: ['benoemingen', 'voorportaal'],
  HISTORIE_INZIEN: ['historie'],
  INZAGEN_INZIEN: ['inzagen'],
  REGISTRATIEOVERZICHT_OPVRAGEN: ['benoemingen'],
  VERGELIJKING_OPVRAGEN: ['benoemingen'],
  CORRECTIES_BEWAKEN: ['correcties'],
  TERMIJNOVERSCHRIJDINGEN_INZIEN: ['voorportaal'],
  GEBEURTENISSEN_OPHALEN: ['gebeurtenissen'],
  REGISTRATIESTANDEN_OPHALEN: ['registratiestand'],
};

/** Which groups of a person's data an answer of this kind held for this role. */
export function fieldsRead(activity: ReadActivity, role: Role): readonly string[] {
  const fields = FIELDS[activity];
  return role === 'INSPECTIE' ? fields.filter((field) => field !== 'opgaven' && field !== 'correcties') : fields;
}
