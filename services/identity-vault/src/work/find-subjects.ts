import type { BrpAnswer, BrpPerson } from '../adapters/brp.ts';
import { lookupOf } from '../crypto/lookup-hash.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import { SealError } from '../crypto/sealed.ts';
import { isCitizenNumber } from '../domain/citizen-number.ts';
import type { PersonFacts } from '../domain/person-facts.ts';
import { findPersonsById } from '../sql/find-persons-by-id.ts';
import { findPersons } from '../sql/find-persons.ts';
import type { FoundPerson } from '../sql/find-persons.ts';
import type { Subject } from './recognition.ts';
import type { VaultParts } from './vault-parts.ts';

/** Somebody behind one or more of the numbers, before the BRP was asked. */
interface Holder {
  readonly lookup: Lookup;
  /** Empty when the row cannot be read. */
  readonly citizenNumber: string;
  readonly found: FoundPerson | undefined;
  /** Absent: the row cannot be read. */
  readonly facts: PersonFacts | undefined;
}

const NOBODY: BrpAnswer = { persons: new Map(), unreadable: new Set() };

/**
 * Finds everybody behind these citizen service numbers with one look-up (another one when former numbers are among them),
 * and asks the BRP once for those without current facts. Current are the facts of a known person who is linked to the
 * BRP: its mutations keep them so.
 *
 * @returns the person by number; two numbers of one person give one and the same Subject; numbers that fail their test
 * are left out
 * @throws UpstreamError when the BRP is needed and away
 */
export async function findSubjects(
  parts: VaultParts,
  citizenNumbers: readonly string[],
): Promise<Map<string, Subject>> {
  const holders = await findHolders(parts, citizenNumbers);
  const toAsk = new Set<string>();
  for (const holder of holders.values()) {
    if (holder.facts !== undefined && !isCurrent(holder)) toAsk.add(holder.citizenNumber);
  }
  const answer = toAsk.size === 0 ? NOBODY : await parts.brp.fetchPersons([...toAsk]);

  const takenOver = await findTakenOver(parts, holders, answer);
  const subjects = new Map<Lookup, Subject>();
  const byNumber = new Map<string, Subject>();
  for (const [number, asked] of holders) {
    const holder = takenOver.get(asked.citizenNumber) ?? asked;
    let subject = subjects.get(holder.lookup);
    if (subject === undefined) {
      subject = subjectOf(holder, answer, asked.citizenNumber);
      subjects.set(holder.lookup, subject);
    }
    byNumber.set(number, subject);
  }
  return byNumber;
}

async function findHolders(parts: VaultParts, citizenNumbers: readonly string[]): Promise<Map<string, Holder>> {
  const lookups = new Map<string, Lookup>();
  for (const number of citizenNumbers) {
    if (!lookups.has(number) && isCitizenNumber(number)) lookups.set(number, lookupOf(parts.keys.lookup, number));
  }
  if (lookups.size === 0) return new Map();
  const { persons, aliases } = await findPersons(parts.database, [...lookups.values()]);
  const found = new Map(persons.map((person) => [person.lookup, person]));
  const owners = aliases.length === 0 ? undefined : await findOwners(parts, aliases);

  const holders = new Map<string, Holder>();
  for (const [citizenNumber, lookup] of lookups) {
    const person = found.get(lookup);
    const owner = owners?.get(lookup);
    holders.set(
      citizenNumber,
      owner ?? { lookup, citizenNumber, found: person, facts: person === undefined ? {} : openFacts(parts, person) },
    );
  }
  return holders;
}

/** The people of former numbers, by the look-up hash of the former number. */
async function findOwners(
  parts: VaultParts,
  aliases: readonly { readonly lookup: Lookup; readonly aliasOf: FoundPerson['registerId'] }[],
): Promise<Map<Lookup, Holder>> {
  const owners = await findPersonsById(
    parts.database,
    aliases.map(({ aliasOf }) => aliasOf),
  );
  const byId = new Map(owners.map((owner) => [owner.registerId, owner]));
  const holders = new Map<Lookup, Holder>();
  for (const { lookup, aliasOf } of aliases) {
    const owner = byId.get(aliasOf);
    if (owner === undefined) continue;
    const citizenNumber = unlessBroken(() => parts.seals.openNumber(owner.lookup, owner.citizenNumber));
    const facts = citizenNumber === undefined ? undefined : openFacts(parts, owner);
    holders.set(lookup, { lookup: owner.lookup, citizenNumber: citizenNumber ?? '', found: owner, facts });
  }
  return holders;
}

/**
 * Whose number the BRP replaced before the vault heard of it: the new number is nobody's here yet, and the person is the
 * one with the former number. By the number asked.
 */
async function findTakenOver(
  parts: VaultParts,
  holders: ReadonlyMap<string, Holder>,
  answer: BrpAnswer,
): Promise<Map<string, Holder>> {
  const former = new Map<string, string>();
  for (const { citizenNumber, found } of holders.values()) {
    const formerNumber = answer.persons.get(citizenNumber)?.formerNumber;
    if (formerNumber !== undefined && formerNumber !== citizenNumber && found?.known !== true) {
      former.set(citizenNumber, formerNumber);
    }
  }
  const takenOver = new Map<string, Holder>();
  if (former.size === 0) return takenOver;
  const before = await findHolders(parts, [...former.values()]);
  for (const [citizenNumber, formerNumber] of former) {
    const holder = before.get(formerNumber);
    if (holder?.found?.known === true) takenOver.set(citizenNumber, holder);
  }
  return takenOver;
}

function isCurrent({ found, facts }: Holder): boolean {
  return found !== undefined && found.known && facts?.brp !== undefined;
}

function subjectOf(holder: Holder, answer: BrpAnswer, numberAsked: string): Subject {
  const { lookup, citizenNumber, found, facts } = holder;
  const asked = !isCurrent(holder);
  const answered: BrpPerson | undefined = answer.persons.get(numberAsked);
  const brp = answered?.facts ?? facts?.brp;
  const unreadable = facts === undefined || answer.unreadable.has(numberAsked);
  return {
    lookup,
    citizenNumber,
    found,
    facts: { ...facts, ...(brp && { brp }) },
    asked: asked && !unreadable,
    renumbered: answered !== undefined && answered.citizenNumber !== citizenNumber,
    unreadable,
  };
}

function openFacts({ seals }: VaultParts, { lookup, brp, told }: FoundPerson): PersonFacts | undefined {
  return unlessBroken(() => ({
    ...(brp && { brp: seals.openBrp(lookup, brp) }),
    ...(told && { told: seals.openTold(lookup, told) }),
  }));
}

/** A row that does not open costs its own person's records, not the whole request. */
function unlessBroken<T>(openIt: () => T): T | undefined {
  try {
    return openIt();
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}
