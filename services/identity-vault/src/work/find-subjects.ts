import { lookupOf } from '../crypto/lookup-hash.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import { isCitizenNumber } from '../domain/citizen-number.ts';
import type { PersonFacts } from '../domain/person-facts.ts';
import { findPersons } from '../sql/find-persons.ts';
import type { FoundPerson } from '../sql/find-persons.ts';
import type { Subject } from './recognition.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Finds everybody behind these citizen service numbers with one look-up, and asks the BRP once for those without
 * current facts. Current are the facts of a known person who is linked to the BRP: its mutations keep them so.
 *
 * @returns the person by number; numbers that fail their test are left out
 * @throws UpstreamError when the BRP is needed and away
 */
export async function findSubjects(
  parts: VaultParts,
  citizenNumbers: readonly string[],
): Promise<Map<string, Subject>> {
  const lookups = new Map<string, Lookup>();
  for (const number of citizenNumbers) {
    if (!lookups.has(number) && isCitizenNumber(number)) lookups.set(number, lookupOf(parts.keys.lookup, number));
  }
  if (lookups.size === 0) return new Map();

  const rows = await findPersons(parts.database, [...lookups.values()]);
  const found = new Map(rows.map((row) => [row.lookup, row]));
  const hasCurrentFacts = (lookup: Lookup): boolean => {
    const row = found.get(lookup);
    return row !== undefined && row.known && row.brp !== undefined;
  };
  const toAsk = [...lookups].filter(([, lookup]) => !hasCurrentFacts(lookup)).map(([number]) => number);
  const answered = toAsk.length === 0 ? undefined : await parts.brp.fetchPersons(toAsk);

  const subjects = new Map<string, Subject>();
  for (const [citizenNumber, lookup] of lookups) {
    const row = found.get(lookup);
    const asked = !hasCurrentFacts(lookup);
    const known = row === undefined ? {} : openFacts(parts, row);
    const brp = (asked ? answered?.get(citizenNumber) : undefined) ?? known.brp;
    const facts = { ...known, ...(brp && { brp }) };
    subjects.set(citizenNumber, { lookup, citizenNumber, found: row, facts, asked });
  }
  return subjects;
}

function openFacts({ seals }: VaultParts, { lookup, brp, told }: FoundPerson): PersonFacts {
  return {
    ...(brp && { brp: seals.openBrp(lookup, brp) }),
    ...(told && { told: seals.openTold(lookup, told) }),
  };
}
