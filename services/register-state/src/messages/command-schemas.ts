import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ValidateFunction } from 'ajv';
import correctionAnswer from '../../../../schemas/message-book/v1/antwoord-correctieverzoek.schema.json' with { type: 'json' };
import deletion from '../../../../schemas/message-book/v1/verwijdering.schema.json' with { type: 'json' };
import command from '../../../../schemas/message-book/v1/opdracht.schema.json' with { type: 'json' };
import snapshot from '../../../../schemas/message-book/v1/stand.schema.json' with { type: 'json' };
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: false });
addFormats.default(ajv, ['date', 'date-time']);
// Says to the generator of types what a member is; no rule of its own.
ajv.addKeyword('tsType');
for (const schema of [types, snapshot, deletion, correctionAnswer, command]) ajv.addSchema(schema);

type CommandDefinition = keyof typeof command.$defs;

/**
 * A check of one kind of command against the message book, section 7. Each kind has its own validator: trying all
 * members of a union on every record costs more than reading it.
 */
export function commandCheck<W>(definition: CommandDefinition): (value: unknown) => W {
  const validate: ValidateFunction<W> = ajv.compile<W>({ $ref: `${command.$id}#/$defs/${definition}` });
  return (value) => {
    if (validate(value)) return value;
    // Places and rules of our own schema only, never what the record holds.
    const [fault] = validate.errors ?? [];
    throw new PoisonError('WRONG_SHAPE', `not as ${definition} says: ${fault?.schemaPath ?? 'unknown'}`);
  };
}
