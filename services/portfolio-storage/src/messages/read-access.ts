import { hash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import accessSchema from '../../../../schemas/portfolio/v1/portfoliotoegang.schema.json' with { type: 'json' };
import type { Decoded } from '../../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { PortfolioId } from '../domain/ids.ts';
import type { AccessState } from '../domain/portfolio-state.ts';
import type { AccessRow } from '../sql/upsert-access.ts';

interface AccessMessage {
  readonly portfolioId: PortfolioId;
  readonly toestand: AccessState;
  readonly sinds: string;
}

const validate = new Ajv2020({ strict: true }).compile<AccessMessage>(accessSchema);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reads a record of lrr.portfoliotoegang.v1.
 * @throws PoisonError HEADER_ID, NOT_JSON, SCHEMA
 */
export function readAccess(record: IncomingRecord): Decoded<AccessRow> {
  const id = record.headers['id']?.toString('utf8') ?? '';
  if (!uuid.test(id)) throw new PoisonError('HEADER_ID', 'header id is missing or no UUID');
  const value = record.value ?? Buffer.alloc(0);
  const message = parse(value);
  if (!validate(message)) {
    const [fault] = validate.errors ?? [];
    throw new PoisonError('SCHEMA', `the access record does not fit its schema: ${fault?.schemaPath ?? ''}`);
  }
  const { portfolioId, toestand, sinds } = message;
  return {
    id,
    contentHash: hash('sha256', value, 'buffer'),
    key: portfolioId,
    expectedRecordKey: portfolioId,
    message: { portfolioId, state: toestand, since: sinds },
  };
}

function parse(value: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(value));
  } catch {
    // The message of JSON.parse repeats the text, so it is not passed on.
    throw new PoisonError('NOT_JSON', 'the value is not JSON in UTF-8');
  }
}
