import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Schema files of this folder that values are checked against, by their name. */
export type SchemaName =
  | 'kop'
  | 'benoeming'
  | 'verwijdering-benoeming'
  | 'bericht'
  | 'stand'
  | 'verwijdering'
  | 'levering'
  | 'leveringsantwoord'
  | 'ontvangstbevestiging'
  | 'wijziging-sleutelgegevens'
  | 'verzoek-registratieoverzicht'
  | 'antwoord-correctieverzoek'
  | 'terugkoppeling'
  | 'opgehaalde-terugkoppeling'
  | 'bundel-terugkoppelingen'
  | 'verzoek-terugkoppelingen'
  | 'opdracht';

/** Where a value does not have its shape: the members of Ajv's error that codes are chosen by. */
export type ShapeError = Pick<ErrorObject, 'keyword' | 'instancePath' | 'schemaPath' | 'params'>;

/** All faults of a value; the empty list means that it has the shape. */
export type ShapeCheck = (value: unknown) => readonly ShapeError[];

const noErrors: readonly ShapeError[] = [];
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

// Compiling takes tens of milliseconds, so each schema is compiled once per process and only when somebody needs it.
let ajv: Ajv2020 | undefined;

/**
 * The check of one schema. Compile at start-up, never per record.
 * @param pointer to a part of the schema, `/oneOf/3`
 */
export function shapeCheck(name: SchemaName, pointer = ''): ShapeCheck {
  ajv ??= createAjv();
  const file = `https://schemas.lerarenregister.example/message-book/v1/${name}.schema.json`;
  const validate = ajv.getSchema(pointer === '' ? file : `${file}#${pointer}`);
  if (validate === undefined) throw new Error(`There is no schema ${name}${pointer}`);
  return (value) => (validate(value) ? noErrors : (validate.errors ?? noErrors));
}

function createAjv(): Ajv2020 {
  // The two left out would ask each branch of the choice between two numbers of a person to repeat what stands above it.
  const instance = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
  addFormats.default(instance, ['date', 'date-time']);
  instance.addFormat('partial-date', isPartialDate);
  // Says to the writer of the types what a shape is called there.
  instance.addKeyword('tsType');
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.schema.json'))) {
    instance.addSchema(JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as object);
  }
  return instance;
}

/** YYYY-MM-DD that exists, YYYY-MM-00 or YYYY-00-00; the digits themselves are checked by the pattern beside the format. */
function isPartialDate(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (month === 0) return day === 0;
  if (month > 12) return false;
  if (month === 2 && day === 29) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (daysInMonth[month - 1] ?? 0);
}
