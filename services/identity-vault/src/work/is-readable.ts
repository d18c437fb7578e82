import { SealError } from '../crypto/sealed.ts';
import type { StoredPerson } from '../sql/stored-person.ts';
import type { VaultParts } from './vault-parts.ts';

/** Whether what is kept of a person opens: who cannot be read must not hold up everybody else of a transaction. */
export function isReadable({ seals }: VaultParts, { lookup, brp, told }: StoredPerson): boolean {
  try {
    if (brp !== undefined) seals.openBrp(lookup, brp);
    if (told !== undefined) seals.openTold(lookup, told);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
