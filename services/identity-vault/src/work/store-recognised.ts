import type { Transaction } from '../../../_platform/src/database/database.ts';
import { pensionDayHash } from '../crypto/lookup-hash.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import type { PersonJudgement } from '../domain/judge-person.ts';
import { addsToFacts, toldBy } from '../domain/person-facts.ts';
import type { PersonFacts } from '../domain/person-facts.ts';
import { pensionDayOf } from '../domain/state-pension.ts';
import { findReservations } from '../sql/find-reservations.ts';
import { insertTellings } from '../sql/insert-tellings.ts';
import { keepPersons } from '../sql/keep-persons.ts';
import type { KeptPerson, PersonToKeep } from '../sql/keep-persons.ts';
import { requestBrpRefreshes } from '../sql/request-brp-refreshes.ts';
import { reserveNumbers } from '../sql/reserve-numbers.ts';
import { settleNumbers } from './settle-numbers.ts';
import type { NumberState, SettledNumbers } from './settle-numbers.ts';
import { recognitionLines } from './recognition-lines.ts';
import type { JudgedRecord, Subject } from './recognition.ts';
import type { VaultParts } from './vault-parts.ts';

export interface Recognised {
  readonly subjects: readonly Subject[];
  readonly records: readonly JudgedRecord[];
  readonly receiptDay: string;
  readonly onBehalfOf: string;
}

export interface Stored {
  /** Of everybody who has a row, by the look-up hash of the subject. */
  readonly registerIds: ReadonlyMap<Lookup, RegisterId>;
  /** Records of which the judgement changed when their numbers were locked. */
  readonly judgedAnew: ReadonlyMap<JudgedRecord, PersonJudgement>;
}

/**
 * Stores what a request brought, in one transaction of at most six statements whatever its size: new and refreshed
 * persons, numbers that record 3 reserves, what records told about people outside the BRP, refreshes that must follow,
 * processing-log lines.
 *
 * Whose number it is, is only certain once the row of the number is locked, by keepPersons: every number that is not of
 * a known person in the BRP goes through it. Numbers that are, cannot be reserved and stay whose they are.
 */
export async function storeRecognised(parts: VaultParts, recognised: Recognised): Promise<Stored> {
  const { subjects } = recognised;
  const registerIds = new Map<Lookup, RegisterId>();
  for (const { lookup, found } of subjects) if (found !== undefined) registerIds.set(lookup, found.registerId);
  if (subjects.length === 0) return { registerIds, judgedAnew: new Map() };

  const toKeep = personsToKeep(parts, recognised);
  const { settled, added } = await parts.database.transaction(async (tx) => {
    const kept = toKeep.length === 0 ? [] : await keepPersons(tx, toKeep);
    for (const { lookup, registerId, aliasOf } of kept) registerIds.set(lookup, aliasOf ?? registerId);
    const settled = settleNumbers(recognised.records, await numbersOf(tx, kept), registerIds);
    await refreshChanged(tx, subjects, kept);
    await storeTellings(parts, tx, settled, registerIds);
    await reserve(parts, tx, recognised, settled);
    return { settled, added: await parts.outbox.add(tx, recognitionLines(parts, recognised, registerIds)) };
  });
  parts.outbox.committed(added);
  return { registerIds, judgedAnew: settled.judgedAnew };
}

/**
 * Everybody whom the BRP was asked about, except who is known to nobody: not in the BRP, not in the vault, and without
 * a record that could be taken in. Someone with rejected records only is kept too, until the clearing: the look-up of
 * their data must stay traceable to them.
 */
function personsToKeep(parts: VaultParts, { subjects, records, receiptDay }: Recognised): PersonToKeep[] {
  const owedPension = new Set<Lookup>();
  const commands = new Map<Lookup, string[]>();
  for (const { subject, next, person, judgement } of records) {
    if (judgement.rejected) continue;
    if (!judgement.pensionReached) owedPension.add(subject.lookup);
    // Record 3 is about somebody who is known; of its new number only the reservation is kept.
    const { lookup } = next ?? subject;
    const known = commands.get(lookup) ?? [];
    if (person.opdrachtId !== undefined && next === undefined) known.push(person.opdrachtId);
    commands.set(lookup, known);
  }
  return subjects
    .filter(({ asked, facts, found, lookup }) => asked && (facts.brp ?? found ?? commands.has(lookup)))
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
        commandIds: commands.get(lookup) ?? [],
      };
    });
}

/** Of the numbers whose rows are locked. */
async function numbersOf(tx: Transaction, kept: readonly KeptPerson[]): Promise<Map<Lookup, NumberState>> {
  const free = kept.filter(({ known, aliasOf }) => !known && aliasOf === null);
  const reserved =
    free.length === 0
      ? []
      : await findReservations(
          tx,
          free.map(({ registerId }) => registerId),
        );
  const reservedFor = new Map(reserved.map(({ registerId, forPerson }) => [registerId, forPerson]));
  return new Map(
    kept.map(({ lookup, registerId, known, aliasOf }) => {
      const forPerson = reservedFor.get(registerId);
      return [lookup, { rowId: registerId, taken: known || aliasOf !== null, ...(forPerson && { forPerson }) }];
    }),
  );
}

/**
 * Known and only now found in the BRP, or under another number there: what follows from that (a death, record 15 for
 * the boards, the new number) is the refresh's work.
 */
async function refreshChanged(
  tx: Transaction,
  subjects: readonly Subject[],
  kept: readonly KeptPerson[],
): Promise<void> {
  const known = new Set(kept.filter((person) => person.known).map(({ lookup }) => lookup));
  const changed = subjects.filter(
    ({ lookup, asked, facts, renumbered }) => renumbered || (asked && facts.brp !== undefined && known.has(lookup)),
  );
  if (changed.length === 0) return;
  await requestBrpRefreshes(
    tx,
    changed.map(({ lookup }) => lookup),
    1,
  );
}

async function storeTellings(
  { seals }: VaultParts,
  tx: Transaction,
  { accepted }: SettledNumbers,
  registerIds: ReadonlyMap<Lookup, RegisterId>,
): Promise<void> {
  const tellings = accepted.flatMap(({ subject: { lookup, facts }, next, person }) => {
    const registerId = registerIds.get(lookup);
    if (registerId === undefined || next !== undefined || !addsToFacts(facts, person)) return [];
    const { opdrachtId: commandId } = person;
    return [
      {
        registerId,
        ...(commandId !== undefined && { commandId }),
        content: seals.sealTold(lookup, toldBy(person, facts.brp !== undefined)),
      },
    ];
  });
  if (tellings.length > 0) await insertTellings(tx, tellings);
}

async function reserve(
  { seals }: VaultParts,
  tx: Transaction,
  { receiptDay }: Recognised,
  { reservations }: SettledNumbers,
): Promise<void> {
  if (reservations.size === 0) return;
  await reserveNumbers(
    tx,
    [...reservations].map(([lookup, { rowId, forPerson, commandIds, next, isInBrp }]) => ({
      registerId: rowId,
      forPerson,
      commandIds,
      content: seals.sealTold(lookup, toldBy(next, isInBrp)),
      reservedOn: receiptDay,
    })),
  );
}

function pensionDayHashOf({ keys, pensionAges }: VaultParts, facts: PersonFacts): string | undefined {
  const day = pensionDayOf(facts, pensionAges);
  return day === undefined ? undefined : pensionDayHash(keys.lookup, day);
}
