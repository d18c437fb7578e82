import type { Database } from '../database/database.ts';
import type { Logger } from '../logging/logger.ts';
import type { HeldLease } from './held-lease.ts';
import { planLeases } from './plan-leases.ts';
import { acquireLeases } from './sql/acquire-leases.ts';
import { announceSeeker } from './sql/announce-seeker.ts';
import { confirmLeases } from './sql/confirm-leases.ts';
import { ensureLeaseSlots } from './sql/ensure-lease-slots.ts';
import { listLeases } from './sql/list-leases.ts';
import { releaseLeases } from './sql/release-leases.ts';
import { renewLeases } from './sql/renew-leases.ts';
import { withdrawSeeker } from './sql/withdraw-seeker.ts';

const TTL_MS = 10_000;
const TICK_MS = 2_000;
/** A lease counts as lost to its holder this long before the database lets another take it. */
const MARGIN_MS = 1_000;

export interface LeasesOptions {
  readonly database: Database;
  /** Names the set of slots; stays the same for ever. */
  readonly group: string;
  readonly slots: number;
  /** Name of this process. One that comes back under its former name takes its slots over at once. */
  readonly instance: string;
  readonly log: Logger;
  /** These slots are this process's from now on. */
  readonly onGained: (slots: readonly number[]) => void;
  /** Called when slots are about to be given back: resolves when nothing of them is under way any more. */
  readonly onLeaving: () => Promise<void>;
}

/**
 * A number of slots shared fairly among the processes that want some; each slot has at most one holder. The database's
 * clock decides when a lease runs out. A holder that was frozen finds out in two ways: `held` looks at the monotonic
 * clock of the machine, counted from before the last renewal was asked; `confirm` asks the database for its epoch.
 */
export interface Leases {
  /** Resolves after the first attempt; a database that is away is tried again. */
  start(): Promise<void>;
  /** Slots this process may work on now, as far as it knows. */
  held(): ReadonlySet<number>;
  /**
   * Whether all of the slots are this process's: by the database's own word, and then by the clock of the machine, which
   * shows a freeze in between. Those that are not are lost from here on.
   */
  confirm(slots: readonly number[]): Promise<boolean>;
  /** Gives everything back; never rejects. */
  stop(): Promise<void>;
}

export function createLeases(o: LeasesOptions): Leases {
  const { database, group, instance, log } = o;
  const mine = new Map<number, HeldLease & { readonly validUntil: number }>();
  let leaving: ReadonlySet<number> = new Set();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let stopped = false;
  let rowsExist = false;

  const keep = (leases: readonly HeldLease[], askedAt: number): void => {
    for (const lease of leases) mine.set(lease.slot, { ...lease, validUntil: askedAt + TTL_MS - MARGIN_MS });
  };
  const wireForm = (slots: Iterable<number>): HeldLease[] =>
    [...slots].flatMap((slot) => {
      const lease = mine.get(slot);
      return lease === undefined ? [] : [{ slot: lease.slot, epoch: lease.epoch }];
    });

  async function renew(): Promise<void> {
    if (mine.size === 0) return;
    const askedAt = performance.now();
    const kept = await renewLeases(database, { group, instance, held: wireForm(mine.keys()), ttlMs: TTL_MS });
    const keptSlots = new Set(kept.map((lease) => lease.slot));
    const lost = [...mine.keys()].filter((slot) => !keptSlots.has(slot));
    for (const slot of lost) mine.delete(slot);
    keep(kept, askedAt);
    if (lost.length > 0) log.warn('LEASES_LOST', { name: group, count: lost.length });
  }

  /** Runs beside the ticks: work under way may take long, and the other leases must be renewed meanwhile. */
  async function giveBack(slots: readonly number[]): Promise<void> {
    leaving = new Set(slots);
    try {
      await o.onLeaving();
      await releaseLeases(database, { group, instance, held: wireForm(slots) });
      for (const slot of slots) mine.delete(slot);
    } catch (error) {
      log.warn('LEASES_UNREACHABLE', { name: group, error });
    } finally {
      leaving = new Set();
    }
  }

  async function take(slots: readonly number[]): Promise<void> {
    const askedAt = performance.now();
    const gained = await acquireLeases(database, { group, instance, slots, ttlMs: TTL_MS });
    keep(gained, askedAt);
    if (gained.length === 0) return;
    log.info('LEASES_GAINED', { name: group, count: gained.length });
    o.onGained(gained.map((lease) => lease.slot));
  }

  async function tick(): Promise<void> {
    if (!rowsExist) await ensureLeaseSlots(database, group, o.slots);
    rowsExist = true;
    await announceSeeker(database, group, instance, TTL_MS);
    await renew();
    if (leaving.size > 0) return;
    const rows = await listLeases(database, group);
    // A row in this process's name that it does not know of was its own before a restart.
    const former = rows.filter((row) => row.owner === instance && !mine.has(row.slot));
    const known = rows.map((row) => (former.includes(row) ? { ...row, owner: null } : row));
    const plan = planLeases(known, new Set(mine.keys()));
    if (plan.release.length > 0) void giveBack(plan.release);
    if (plan.acquire.length > 0) await take(plan.acquire);
  }

  const safeTick = (): Promise<void> =>
    tick().catch((error: unknown) => {
      log.warn('LEASES_UNREACHABLE', { name: group, error });
    });
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      ticking = safeTick().finally(schedule);
    }, TICK_MS);
  };

  const held = (): ReadonlySet<number> => {
    const now = performance.now();
    const slots = new Set<number>();
    for (const { slot, validUntil } of mine.values()) if (validUntil > now && !leaving.has(slot)) slots.add(slot);
    return slots;
  };

  return {
    async start() {
      ticking = safeTick();
      await ticking;
      schedule();
    },
    held,
    async confirm(slots) {
      const confirmed = new Set(await confirmLeases(database, { group, instance, held: wireForm(slots) }));
      for (const slot of slots) if (!confirmed.has(slot)) mine.delete(slot);
      const still = held();
      return slots.every((slot) => still.has(slot));
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await ticking;
      try {
        await releaseLeases(database, { group, instance, held: wireForm(mine.keys()) });
        await withdrawSeeker(database, group, instance);
      } catch (error) {
        // They run out by themselves.
        log.warn('LEASES_UNREACHABLE', { name: group, error });
      }
      mine.clear();
    },
  };
}
