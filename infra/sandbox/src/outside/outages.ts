import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../../../services/_platform/src/database/database.ts';
import { unavailable } from '../../../../services/_platform/src/http/platform-problem.ts';
import { deleteOutage } from '../sql/delete-outage.ts';
import { findOutages } from '../sql/find-outages.ts';
import { saveOutage } from '../sql/save-outage.ts';

export const OUTSIDE_SYSTEMS = ['brp', 'diplomaregister', 'digid'] as const;
export type OutsideSystem = (typeof OUTSIDE_SYSTEMS)[number];

/** UIT: answers 503. TRAAG: answers late. */
export type Outage = 'UIT' | 'TRAAG';
export type Condition = Outage | 'AAN';

const SLOW_MS = 3_000;

export interface Outages {
  conditions(): Record<OutsideSystem, Condition>;
  set(system: OutsideSystem, condition: Condition): Promise<void>;
  /** Lets a question to this system through, late, or not at all: throws Problem 503. */
  pass(system: OutsideSystem): Promise<void>;
}

/** The switches by which outside systems are made to fail. They stay as they are over a restart of the sandbox. */
export async function openOutages(database: Database, slowMs = SLOW_MS): Promise<Outages> {
  const outages = new Map((await findOutages(database)).map(({ system, kind }) => [system, kind]));
  const condition = (system: OutsideSystem): Condition => outages.get(system) ?? 'AAN';
  return {
    conditions: () => ({
      brp: condition('brp'),
      diplomaregister: condition('diplomaregister'),
      digid: condition('digid'),
    }),
    set: async (system, wanted) => {
      if (wanted === 'AAN') {
        await deleteOutage(database, system);
        outages.delete(system);
      } else {
        await saveOutage(database, system, wanted);
        outages.set(system, wanted);
      }
    },
    pass: async (system) => {
      if (condition(system) === 'UIT') throw unavailable(5, { detail: `${system} heeft een storing.` });
      if (condition(system) === 'TRAAG') await wait(slowMs);
    },
  };
}
