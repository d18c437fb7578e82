import { hash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import claimSchema from '../../../../schemas/diploma/v1/diplomaclaim.schema.json' with { type: 'json' };
import type { Decoded } from '../../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { Diploma, DiplomaClaim, Teaching } from '../domain/claim.ts';
import type { MatchingId } from '../domain/ids.ts';

interface ClaimMessage extends Omit<DiplomaClaim, 'diplomas'> {
  readonly diplomas?: readonly Diploma[];
  readonly nietGevonden?: true;
}

const validate = new Ajv2020({ strict: true, strictRequired: false }).compile<ClaimMessage>(claimSchema);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A claim, or that nothing of a person may be kept any more (a record without value). */
export type ReceivedClaim =
  | { readonly kind: 'claim'; readonly claim: DiplomaClaim }
  | { readonly kind: 'withdrawal'; readonly matchingId: MatchingId };

/**
 * Reads a record of lrr.diplomaclaim.v1. Members that the schema does not name are left behind.
 * @throws PoisonError HEADER_ID, KEY, NOT_JSON, SCHEMA
 */
export function readClaim(record: IncomingRecord): Decoded<ReceivedClaim> {
  const id = record.headers['id']?.toString('utf8') ?? '';
  if (!uuid.test(id)) throw new PoisonError('HEADER_ID', 'header id is missing or no UUID');
  if (record.value === null) return withdrawal(id, record.key?.toString('utf8') ?? '');
  const { value } = record;
  const message = parse(value);
  if (!validate(message)) {
    const [fault] = validate.errors ?? [];
    throw new PoisonError('SCHEMA', `the claim does not fit its schema: ${fault?.schemaPath ?? ''}`);
  }
  return {
    id,
    contentHash: hash('sha256', value, 'buffer'),
    key: message.matchingId,
    expectedRecordKey: message.matchingId,
    message: {
      kind: 'claim',
      claim: {
        claimId: message.claimId,
        matchingId: message.matchingId,
        onderwijs: readTeaching(message.onderwijs),
        opgegevenOp: message.opgegevenOp,
        diplomas: message.diplomas?.map(readDiploma) ?? [],
      },
    },
  };
}

/** Taken alone: what came before it must be stored before it is deleted. */
function withdrawal(id: string, key: string): Decoded<ReceivedClaim> {
  if (!uuid.test(key)) throw new PoisonError('KEY', 'a record without value names its person by the key');
  const message = { kind: 'withdrawal', matchingId: key as MatchingId } as const;
  return { id, contentHash: hash('sha256', '', 'buffer'), key, expectedRecordKey: key, alone: true, message };
}

function parse(value: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(value));
  } catch {
    // The message of JSON.parse repeats the text, so it is not passed on.
    throw new PoisonError('NOT_JSON', 'the value is not JSON in UTF-8');
  }
}

function readTeaching({ aanduiding, activiteit, vak, gebied, vakgebied }: Teaching): Teaching {
  return {
    aanduiding,
    ...(activiteit !== undefined && { activiteit }),
    ...(vak !== undefined && { vak }),
    ...(gebied !== undefined && { gebied }),
    ...(vakgebied !== undefined && { vakgebied }),
  };
}

function readDiploma({ opleidingscode, datumBehaald, naam, graad, instellingBrin, soort }: Diploma): Diploma {
  return {
    opleidingscode,
    datumBehaald,
    ...(naam !== undefined && { naam }),
    ...(graad !== undefined && { graad }),
    ...(instellingBrin !== undefined && { instellingBrin }),
    ...(soort !== undefined && { soort }),
  };
}
