import { hash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import schema from '../../../../schemas/diploma/v1/diplomamatch.schema.json' with { type: 'json' };
import type { InhoudMatchresultaat } from '../../../../schemas/message-book/v1/generated.ts';
import type { Decoded } from '../../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';

/** A record of lrr.diplomamatch.v1, as far as the register keeps it. */
export interface ReceivedMatch {
  /** Header id: the result has one for ever. */
  readonly resultId: string;
  readonly content: InhoudMatchresultaat;
}

const ajv = new Ajv2020({ strict: true, allErrors: false });
addFormats.default(ajv, ['date', 'date-time']);
const isMatch = ajv.compile<InhoudMatchresultaat & { bewijs?: unknown; lijstversies: unknown }>(schema);

/** @throws PoisonError */
export function readMatch(record: IncomingRecord): Decoded<ReceivedMatch> {
  const id = record.headers['id']?.toString('utf8');
  if (id === undefined) throw new PoisonError('ID_MISSING', 'the record has no header id');
  if (record.value === null) throw new PoisonError('VALUE_MISSING', 'a result has no tombstones');
  let value: unknown;
  try {
    value = JSON.parse(record.value.toString('utf8'));
  } catch (cause) {
    throw new PoisonError('NOT_JSON', 'the value is not JSON', cause);
  }
  if (!isMatch(value)) {
    throw new PoisonError('WRONG_SHAPE', `not a diplomamatch: ${isMatch.errors?.[0]?.schemaPath ?? 'unknown'}`);
  }
  // Which lists and which evidence it rests on stays with the matching.
  const { lijstversies: _lists, bewijs: _evidence, ...content } = value;
  return {
    id,
    contentHash: hash('sha256', record.value, 'buffer'),
    key: content.claimId,
    expectedRecordKey: content.claimId,
    message: { resultId: id, content },
  };
}
