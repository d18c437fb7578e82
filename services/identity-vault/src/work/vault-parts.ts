import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import type { Brp } from '../adapters/brp.ts';
import type { Intake } from '../adapters/intake.ts';
import type { PersonSeals } from '../crypto/person-seals.ts';
import type { VaultKeys } from '../crypto/vault-keys.ts';
import type { StatePensionAge } from '../domain/state-pension.ts';

/** How far the vault has read what the register tells. */
export interface RegisterEvents {
  /** Whether everything older than an hour was read and none of it waits for an operator. */
  areRead(): Promise<boolean>;
}

/** What the work of the vault is done with; made once, in app.ts. */
export interface VaultParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Logger;
  readonly keys: VaultKeys;
  readonly seals: PersonSeals;
  readonly brp: Brp;
  readonly intake: Intake;
  readonly registerEvents: RegisterEvents;
  readonly pensionAges: readonly StatePensionAge[];
}
