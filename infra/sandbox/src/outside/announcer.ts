import type { Database } from '../../../../services/_platform/src/database/database.ts';
import type { ServiceClient } from '../../../../services/_platform/src/http/service-client.ts';
import type { Logger } from '../../../../services/_platform/src/logging/logger.ts';
import { deleteAnnouncements } from '../sql/delete-announcements.ts';
import { findAnnouncements } from '../sql/find-announcements.ts';

export type AnnouncingRegister = 'BRP' | 'DIPLOMAREGISTER';

export interface Announcer {
  /** Something was stored: tell it now, not at the next look. */
  wake(): void;
  stop(): Promise<void>;
}

const PATHS: Readonly<Record<AnnouncingRegister, string>> = {
  BRP: '/v1/brp/mutaties',
  DIPLOMAREGISTER: '/v1/diplomaregister/mutaties',
};
/** The vault takes at most 1,000 at a time. */
const BATCH = 1_000;
const LOOK_EVERY_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Tells the vault whose facts changed, until it has answered: then the rows go. While the vault is away it waits
 * longer each time, up to half a minute.
 */
export function startAnnouncer(o: { database: Database; vault: Pick<ServiceClient, 'post'>; log: Logger }): Announcer {
  const stopping = new AbortController();
  let failures = 0;
  let bell = Promise.withResolvers<void>();

  const tellAll = async (): Promise<void> => {
    for (const register of Object.keys(PATHS) as AnnouncingRegister[]) {
      while (!stopping.signal.aborted && (await tellSome(o, register))) {
        // the next batch
      }
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await tellAll();
        failures = 0;
      } catch (error) {
        failures += 1;
        o.log.warn('ANNOUNCEMENT_FAILED', { attempt: failures, error });
      }
      await pause(failures, bell.promise);
      bell = Promise.withResolvers<void>();
    }
  };
  const running = run();
  return {
    wake: () => {
      bell.resolve();
    },
    stop: async () => {
      stopping.abort();
      bell.resolve();
      await running;
    },
  };
}

/** @returns whether there may be more. */
async function tellSome(
  o: { database: Database; vault: Pick<ServiceClient, 'post'> },
  register: AnnouncingRegister,
): Promise<boolean> {
  const announcements = await findAnnouncements(o.database, register, BATCH);
  if (announcements.length === 0) return false;
  const numbers = new Set(announcements.map((announcement) => announcement.citizen_number));
  await o.vault.post(
    PATHS[register],
    [...numbers].map((burgerservicenummer) => ({ burgerservicenummer })),
  );
  await deleteAnnouncements(
    o.database,
    announcements.map((announcement) => announcement.id),
  );
  return announcements.length === BATCH;
}

async function pause(failures: number, woken: Promise<void>): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, Math.min(LOOK_EVERY_MS * 2 ** failures, LONGEST_WAIT_MS));
  await Promise.race([over, woken]);
  clearTimeout(timer);
}
