import type { CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import type { ListFault } from '../../../../schemas/code-lists/list-fault.ts';
import {
  checkReferences,
  checkRemoved,
  checkRows,
  referredList,
  referringLists,
} from '../../../../schemas/code-lists/list-rules.ts';
import type { ReadList, ReadRow, Row } from '../../../../schemas/code-lists/read-list.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AddedRows } from '../../../_platform/src/outbox/outbox.ts';
import { listDifference, type ListDifference } from '../domain/list-difference.ts';
import { isListOfRegister, listVersionCommand } from '../messages/list-version-command.ts';
import { findListHeads, type ListHead } from '../sql/find-list-heads.ts';
import { insertListVersion } from '../sql/insert-list-version.ts';
import { lapseListVersions } from '../sql/lapse-list-versions.ts';
import { lockListVersions } from '../sql/lock-list-versions.ts';
import { readListRows } from '../sql/read-list-rows.ts';
import { activateDue, type ActivationParts } from './activate-versions.ts';
import { rowsHash } from './store-first-versions.ts';

export interface Proposal {
  readonly list: CodeListName;
  readonly read: ReadList;
  /** D: ingangsdatum. */
  readonly effectiveFrom: string;
  /** Whether the proposer has seen the list as it is now: given its versions, active and planned. */
  readonly knows: (heads: readonly ListHead[]) => boolean;
  /** Planned versions of this day and later lapse; without it they stand in the way. */
  readonly replacesPlanned: boolean;
  /** Nothing is stored: only what would happen. */
  readonly isTrial: boolean;
  /** Subject of the token. */
  readonly by: string;
}

export type ProposalOutcome =
  | { readonly outcome: 'OUTDATED' }
  | { readonly outcome: 'IN_THE_PAST' }
  | { readonly outcome: 'PLANNED_IN_THE_WAY'; readonly planned: readonly ListHead[] }
  | { readonly outcome: 'FAULTY'; readonly faults: readonly ListFault[] }
  | { readonly outcome: 'TOO_LARGE' }
  | {
      /** UNCHANGED: the rows are those that hold on that day anyway. */
      readonly outcome: 'TAKEN' | 'UNCHANGED' | 'TRIED';
      /** Of the version that holds from that day on; absent when it was tried and would be new. */
      readonly version?: number;
      readonly difference: ListDifference;
      readonly lapsed: readonly ListHead[];
      readonly heads: readonly ListHead[];
    };

/** Below what the outbox takes as one record, with room for its envelope. */
const largestCommand = 850_000;

/**
 * A new version of a code list, taken whole or not at all. Everything happens in one transaction under the lock of the
 * versions: the proposer has seen the present state, the list and what other lists say of it are sound on its first day
 * and on every later day for which another list is planned, it is stored, and when its day is today it is active.
 */
export async function proposeVersion(proposal: Proposal, parts: ActivationParts): Promise<ProposalOutcome> {
  const partitions = await parts.partitions();
  const { outcome, added } = await parts.database.transaction(async (tx) => {
    await lockListVersions(tx);
    return propose(tx, proposal, parts, partitions);
  });
  for (const rows of added) parts.outbox.committed(rows);
  return outcome;
}

interface Proposed {
  readonly outcome: ProposalOutcome;
  readonly added: readonly AddedRows[];
}

async function propose(
  tx: Transaction,
  proposal: Proposal,
  parts: ActivationParts,
  partitions: number,
): Promise<Proposed> {
  const { list, read, effectiveFrom } = proposal;
  const heads = await findListHeads(tx);
  const ofList = heads.filter(({ name }) => name === list);
  const refuse = (outcome: ProposalOutcome): Proposed => ({ outcome, added: [] });

  if (!proposal.knows(ofList)) return refuse({ outcome: 'OUTDATED' });
  if (effectiveFrom < parts.clock.today()) return refuse({ outcome: 'IN_THE_PAST' });
  const later = ofList.filter((head) => !head.is_active && head.effective_from >= effectiveFrom);
  if (later.length > 0 && !proposal.replacesPlanned) return refuse({ outcome: 'PLANNED_IN_THE_WAY', planned: later });

  const former = headOn(heads, list, effectiveFrom, later);
  const formerRows = await rowsOf(tx, former);
  const isReadable = read.faults.every(({ row }) => row !== undefined);
  const faults = !isReadable
    ? read.faults
    : [
        ...read.faults,
        ...checkRows(list, read.rows),
        ...checkRemoved(list, formerRows, read.rows),
        ...(await checkBesideOthers(tx, proposal, heads)),
      ];
  if (faults.length > 0) return refuse({ outcome: 'FAULTY', faults });
  const rows = read.rows.map(({ cells }) => cells);
  if (!fitsInCommand(list, rows, effectiveFrom, partitions)) return refuse({ outcome: 'TOO_LARGE' });

  const difference = listDifference(list, formerRows, rows);
  const told = { difference, lapsed: later, heads };
  const isSame = rowsHash(rows) === former.content_hash;
  if (proposal.isTrial) {
    return refuse({ outcome: 'TRIED', ...(isSame ? { version: former.version } : {}), ...told });
  }
  const at = parts.clock.now().toISOString();
  if (later.length > 0) {
    const versions = later.map(({ version }) => version);
    await lapseListVersions(tx, list, versions, { subject: proposal.by, at });
  }
  if (isSame) {
    return refuse({ outcome: 'UNCHANGED', version: former.version, ...told, heads: await findListHeads(tx) });
  }
  const version = await insertListVersion(tx, {
    name: list,
    effective_from: effectiveFrom,
    rows,
    content_hash: rowsHash(rows),
    made_by: proposal.by,
    made_at: at,
    activated_at: null,
  });
  const added = await activateDue(tx, parts, partitions);
  return { outcome: { outcome: 'TAKEN', version, ...told, heads: await findListHeads(tx) }, added };
}

/** Rules between lists: on the first day of the proposal, and on every later day on which another list changes. */
async function checkBesideOthers(
  tx: Transaction,
  { list, read, effectiveFrom }: Proposal,
  heads: readonly ListHead[],
): Promise<ListFault[]> {
  const others: readonly CodeListName[] =
    list === referredList ? referringLists : referringLists.some((name) => name === list) ? [referredList] : [];
  const seen = new Set<string>();
  const faults: ListFault[] = [];
  for (const other of others) {
    const days = heads
      .filter((head) => head.name === other && !head.is_active && head.effective_from > effectiveFrom)
      .map((head) => head.effective_from);
    for (const day of [effectiveFrom, ...days]) {
      const otherRows = asRead(await rowsOf(tx, headOn(heads, other, day, [])));
      const found =
        list === referredList
          ? checkReferences(other as (typeof referringLists)[number], otherRows, read.rows)
          : checkReferences(list as (typeof referringLists)[number], read.rows, otherRows);
      for (const fault of found) {
        const key = JSON.stringify(fault);
        if (!seen.has(key)) faults.push(fault);
        seen.add(key);
      }
    }
  }
  return faults;
}

/** The version of a list that holds on a day, without those that lapse. */
function headOn(heads: readonly ListHead[], list: CodeListName, day: string, without: readonly ListHead[]): ListHead {
  const holds = heads.filter(
    (head) => head.name === list && !without.includes(head) && (head.is_active || head.effective_from <= day),
  );
  const last = holds.at(-1);
  if (last === undefined) throw new Error(`There is no version of the code list ${list}`);
  return last;
}

async function rowsOf(tx: Transaction, { name, version }: ListHead): Promise<readonly Row[]> {
  return (await readListRows(tx, name, version))?.rows ?? [];
}

function asRead(rows: readonly Row[]): ReadRow[] {
  return rows.map((cells, index) => ({ number: index + 1, cells, sound: true }));
}

function fitsInCommand(list: CodeListName, rows: readonly Row[], effectiveFrom: string, partitions: number): boolean {
  if (!isListOfRegister(list)) return true;
  const version = { name: list, version: 999_999, effective_from: effectiveFrom, rows };
  const { value } = listVersionCommand(version, partitions, new Date(0).toISOString());
  return Buffer.byteLength(value ?? '') <= largestCommand;
}
