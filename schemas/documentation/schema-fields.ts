import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fieldConditions, fieldLists, fieldMeanings } from './field-meanings.ts';

/** One field of a record, as a row of its page. */
export interface Field {
  /** `perioden[].grondslagen[].vestigingen[]`: from the body on. */
  readonly path: string;
  readonly isRequired: boolean;
  readonly type: string;
  readonly codes: readonly string[];
  readonly meaning: string;
  readonly condition?: string;
  /** Name of the code list that its values stand in. */
  readonly list?: string;
}

interface Schema {
  readonly title?: string;
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly const?: string | boolean;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** A schema with the file that its references start from. */
interface Located {
  readonly schema: Schema;
  readonly file: string;
}

const folder = path.join(import.meta.dirname, '../message-book/v1');
const files = new Map<string, Schema>();

/** The fields of a schema of the message book, in its order, those of its objects and lists below them. */
export function fieldsOf(schemaName: string): Field[] {
  return fieldsBelow(fileOf(`${schemaName}.schema.json`), '', '');
}

function fieldsBelow({ schema, file }: Located, prefix: string, owner: string): Field[] {
  const title = schema.title ?? owner;
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const field = resolved({ schema: member, file });
    const isRequired = schema.required?.includes(name) ?? false;
    return [
      row(field, { name, title, at: `${prefix}${name}`, isRequired }),
      ...below(field, `${prefix}${name}`, title),
    ];
  });
}

function below(field: Located, at: string, title: string): Field[] {
  // A snapshot inside feedback has the fields of record 1; its page tells them.
  if (field.schema.title === 'Stand') return [];
  const { items } = field.schema;
  return items === undefined
    ? fieldsBelow(field, `${at}.`, title)
    : fieldsBelow(resolved({ schema: items, file: field.file }), `${at}[].`, title);
}

function row(
  field: Located,
  { name, title, at, isRequired }: { name: string; title: string; at: string; isRequired: boolean },
): Field {
  const key = `${title}.${name}`;
  const meaning = fieldMeanings[key] ?? fieldMeanings[name];
  if (meaning === undefined) throw new Error(`No meaning for the field ${key}`);
  const condition = fieldConditions[key];
  const list = fieldLists[name];
  const { schema } = field;
  return {
    path: at,
    isRequired,
    type: typeOf(field),
    codes: schema.enum ?? [],
    meaning,
    ...(condition === undefined ? {} : { condition }),
    ...(list === undefined ? {} : { list }),
  };
}

const namedTypes: Readonly<Record<string, string>> = {
  UUID: 'UUID in kleine letters',
  AN20: '1 tot 20 tekens: letters, cijfers, `_` `.` `-`',
  BSN: '9 cijfers',
  Onderwijsnummer: '9 cijfers',
  BRIN6: '2 cijfers, 2 hoofdletters, 2 cijfers',
  BG: '5 cijfers',
  Aanleverpuntnummer: '2 cijfers',
  OIN: '20 tekens: 8 cijfers, dan cijfers of hoofdletters',
  Datum: 'datum `JJJJ-MM-DD`',
  OnvolledigeDatum: 'datum, mag onvolledig zijn',
  Tijdstip: 'tijdstip in UTC met milliseconden: `2026-01-31T09:30:00.000Z`',
  Grond: '3 cijfers',
  Waardelijstcode: 'code: hoofdletters, cijfers, `_`',
};

function typeOf(located: Located): string {
  const { schema, file } = located;
  const named = namedTypes[schema.title ?? ''];
  if (named !== undefined) return named;
  if (schema.const !== undefined) return `altijd \`${String(schema.const)}\``;
  if (schema.enum !== undefined) return 'code';
  switch (schema.type) {
    case 'array': {
      const { minItems = 0, maxItems } = schema;
      const count = maxItems === undefined ? `${minItems} of meer` : `${minItems} tot ${maxItems}`;
      const items = resolved({ schema: schema.items ?? {}, file });
      return items.schema.properties === undefined
        ? `lijst van ${count}: ${typeOf(items)}`
        : `lijst van ${count} groepen`;
    }
    case 'object':
      return schema.properties === undefined ? 'namen met teksten' : 'groep';
    case 'integer': {
      const { minimum = 0, maximum } = schema;
      return maximum === undefined
        ? `geheel getal vanaf ${minimum}`
        : `geheel getal van ${minimum} tot en met ${maximum}`;
    }
    case 'boolean':
      return '`true` of `false`';
    default:
      return textType(schema);
  }
}

function textType({ minLength = 0, maxLength, pattern = '' }: Schema): string {
  const digits = /^\^\[0-9\]\{(\d+)\}\$$/.exec(pattern)?.[1];
  if (digits !== undefined) return `${digits} cijfers`;
  return maxLength === undefined ? 'tekst' : `tekst van ${minLength} tot en met ${maxLength} tekens`;
}

function resolved({ schema, file }: Located): Located {
  if (schema.$ref === undefined) return { schema, file };
  const [target = '', fragment = ''] = schema.$ref.split('#');
  const found = fileOf(target === '' ? file : target);
  const definition = found.schema.$defs?.[fragment.replace('/$defs/', '')];
  return fragment === '' ? found : resolved({ schema: definition ?? {}, file: found.file });
}

function fileOf(file: string): Located {
  const schema = files.get(file) ?? (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Schema);
  files.set(file, schema);
  return { schema, file };
}
