import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import type { Brp } from '../adapters/brp.ts';
import type { PersonSeals } from '../crypto/person-seals.ts';
import type { VaultKeys } from '../crypto/vault-keys.ts';
import type { StatePensionAge } from '../domain/state-pension.ts';

/** What the work of the vault is done with; made once, in app.ts. */
export interface VaultParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly keys: VaultKeys;
  readonly seals: PersonSeals;
  readonly brp: Brp;
  readonly pensionAges: readonly StatePensionAge[];
}
