import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import { pensionDayHash } from '../crypto/lookup-hash.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import { addsToFacts } from '../domain/person-facts.ts';
import type { PersonFacts, ToldFacts } from '../domain/person-facts.ts';
import { pensionDayOf } from '../domain/state-pension.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { insertTellings } from '../sql/insert-tellings.ts';
import { keepPersons } from '../sql/keep-persons.ts';
import type { KeptPerson, PersonToKeep } from '../sql/keep-persons.ts';
import { requestBrpRefreshes } from '../sql/request-brp-refreshes.ts';
import type { JudgedRecord, PersonAsked, Subject } from './recognition.ts';
import type { VaultParts } from './vault-parts.ts';

interface Recognised {
  readonly subjects: readonly Subject[];
  readonly records: readonly JudgedRecord[];
  readonly receiptDay: string;
  readonly onBehalfOf: string;
}

/**
 * Stores what a request brought, in one transaction of at most four statements whatever its size: new and refreshed
 * persons, what records told about people outside the BRP, refreshes that must follow, processing-log lines.
 *
 * @returns register ids of everybody who has a row
 */
export async function storeRecognised(parts: VaultParts, recognised: Recognised): Promise<Map<Lookup, RegisterId>> {
  const { subjects, records } = recognised;
  const registerIds = new Map<Lookup, RegisterId>();
  for (const { lookup, found } of subjects) if (found !== undefined) registerIds.set(lookup, found.registerId);
  if (subjects.length === 0) return registerIds;

  const accepted = records.filter(({ judgement }) => !judgement.rejected);
  const toKeep = personsToKeep(parts, recognised, accepted);
  const added = await parts.database.transaction(async (tx) => {
    if (toKeep.length > 0) {
      const kept = await keepPersons(tx, toKeep);
      for (const { lookup, registerId } of kept) registerIds.set(lookup, registerId);
      await refreshNewlyLinked(tx, subjects, kept);
    }
    await storeTellings(parts, tx, accepted, registerIds);
    return parts.outbox.add(tx, processingRecords(parts, recognised, registerIds));
  });
  parts.outbox.committed(added);
  return registerIds;
}

/**
 * Everybody whom the BRP was asked about, except who is known to nobody: not in the BRP, not in the vault, and without
 * a record that could be taken in. Someone with rejected records only is kept too, until the clearing: the look-up of
 * their data must stay traceable to them.
 */
function personsToKeep(
  parts: VaultParts,
  { subjects, receiptDay }: Recognised,
  accepted: JudgedRecord[],
): PersonToKeep[] {
  const owedPension = new Set<Lookup>();
  const withAccepted = new Set<Lookup>();
  for (const { subject, judgement } of accepted) {
    withAccepted.add(subject.lookup);
    if (!judgement.pensionReached) owedPension.add(subject.lookup);
  }
  return subjects
    .filter(({ asked, facts, found, lookup }) => asked && (facts.brp ?? found ?? withAccepted.has(lookup)))
    .map(({ lookup, citizenNumber, facts }) => {
      const pensionDay = pensionDayHashOf(parts, facts);
      return {
        lookup,
        lookupKey: parts.keys.lookup.version,
        citizenNumber: parts.seals.sealNumber(lookup, citizenNumber),
        ...(facts.brp && { brp: parts.seals.sealBrp(lookup, facts.brp) }),
        ...(pensionDay !== undefined && { pensionDay }),
        pensionOwed: owedPension.has(lookup),
        lookedUpOn: receiptDay,
      };
    });
}

/** Known and only now found in the BRP: what follows from its facts (a death, for one) is the refresh's work. */
async function refreshNewlyLinked(
  tx: Transaction,
  subjects: readonly Subject[],
  kept: readonly KeptPerson[],
): Promise<void> {
  const known = new Set(kept.filter((person) => person.known).map(({ lookup }) => lookup));
  const linked = subjects.filter(({ lookup, asked, facts }) => asked && facts.brp !== undefined && known.has(lookup));
  if (linked.length === 0) return;
  await requestBrpRefreshes(
    tx,
    linked.map(({ lookup }) => lookup),
    1,
  );
}

async function storeTellings(
  { seals }: VaultParts,
  tx: Transaction,
  accepted: readonly JudgedRecord[],
  registerIds: ReadonlyMap<Lookup, RegisterId>,
): Promise<void> {
  const tellings = accepted.flatMap(({ subject: { lookup, facts }, person }) => {
    const registerId = registerIds.get(lookup);
    if (registerId === undefined || !addsToFacts(facts, person)) return [];
    const { opdrachtId: commandId } = person;
    return [
      {
        registerId,
        ...(commandId !== undefined && { commandId }),
        content: seals.sealTold(lookup, toldOf(person, facts.brp !== undefined)),
      },
    ];
  });
  if (tellings.length > 0) await insertTellings(tx, tellings);
}

/** The block nietIngezetene of somebody in the BRP is not used (771), so it is not kept either. */
function toldOf({ geboortedatum, geslacht, nietIngezetene }: PersonAsked, isInBrp: boolean): ToldFacts {
  return { geboortedatum, geslacht, ...(nietIngezetene && !isInBrp && { nietIngezetene }) };
}

/** A number that is nobody's has no pseudonym: its line carries an id that is used nowhere else. */
function processingRecords(
  { clock }: VaultParts,
  { subjects, onBehalfOf }: Recognised,
  registerIds: ReadonlyMap<Lookup, RegisterId>,
): ReturnType<typeof processingRecord>[] {
  const at = clock.now();
  return subjects.map(({ lookup }) =>
    processingRecord({
      activity: 'PERSOON_HERKENNEN',
      at,
      onBehalfOf,
      subject: registerIds.get(lookup) ?? randomUUID(),
      domain: 'register',
    }),
  );
}

function pensionDayHashOf({ keys, pensionAges }: VaultParts, facts: PersonFacts): string | undefined {
  const day = pensionDayOf(facts, pensionAges);
  return day === undefined ? undefined : pensionDayHash(keys.lookup, day);
}
