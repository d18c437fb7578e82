import { randomUUID } from 'node:crypto';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import { processingRecord } from '../messages/processing-record.ts';
import type { Recognised } from './store-recognised.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * A line of the processing log for everybody who was looked up. A number that is nobody's has no pseudonym: its line
 * carries an id that is used nowhere else.
 */
export function recognitionLines(
  { clock }: VaultParts,
  { subjects, onBehalfOf }: Pick<Recognised, 'subjects' | 'onBehalfOf'>,
  registerIds: ReadonlyMap<Lookup, RegisterId>,
): OutboxRow[] {
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
