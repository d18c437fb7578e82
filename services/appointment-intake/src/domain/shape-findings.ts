import type { ShapeError } from '../../../../schemas/message-book/v1/validators.ts';
import type { SignalCode } from '../../../../schemas/code-lists/signal-catalogue.ts';
import type { Finding } from './finding.ts';

/**
 * Faults of shape as findings (message book section 4, stages KOP and SCHEMA): 359 unknown field, at its parent, the
 * name not repeated; 740 missing, at its own place; 741 not in its enumeration; 743 an array of the wrong length or a
 * choice not made as told; 742 everything else: type, pattern, length, range, a date that does not exist.
 *
 * A value of the wrong type breaks every other rule of its place as well; that is said once, as 742.
 * @param base pointer of the checked value inside the record, `/kop` or `/benoeming`
 */
export function shapeFindings(errors: readonly ShapeError[], base: string): Finding[] {
  if (errors.length === 0) return [];
  const wrongType = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  return errors
    .filter(({ keyword, instancePath }) => keyword === 'type' || !wrongType.has(instancePath))
    .flatMap((error) => findingOf(error, base));
}

function findingOf(error: ShapeError, base: string): Finding[] {
  const veld = base + error.instancePath;
  // Branches of a choice: the `oneOf` above them says what is wrong.
  if (error.schemaPath.includes('/oneOf/')) return [];
  switch (error.keyword) {
    case 'additionalProperties':
      return [{ code: '359', veld, waarden: { omschrijving: `onbekend veld in ${fieldName(veld)}` } }];
    case 'required':
      return [at('740', `${veld}/${String(error.params['missingProperty'])}`)];
    case 'enum':
    case 'const':
      return [notInList(veld)];
    case 'oneOf':
      return [choiceFinding(error, veld)];
    case 'minItems':
    case 'maxItems':
      return [at('743', veld)];
    default:
      return [at('742', veld)];
  }
}

/** The one choice of the message book: burgerservicenummer or onderwijsnummer. */
function choiceFinding(error: ShapeError, veld: string): Finding {
  const none = error.params['passingSchemas'] === null;
  return none ? at('740', `${veld}/burgerservicenummer`) : at('743', veld);
}

/**
 * The text of 741 has a place for the value, but what stands in a wrong field may be a name, a number or a birth date,
 * and nobody can tell by looking. So the value is never repeated: the supplier finds it at `veld` in his own record.
 */
export function notInList(veld: string): Finding {
  return { code: '741', veld, waarden: { waarde: '(niet herhaald)', veld: fieldName(veld) } };
}

/** A finding whose text names the field and nothing else. */
export function at(code: Extract<SignalCode, '740' | '742' | '743'>, veld: string): Finding {
  return { code, veld, waarden: { veld: fieldName(veld) } };
}

/** `/benoeming/perioden/0/datumBegin` as a reader writes it: `benoeming.perioden[0].datumBegin`. */
function fieldName(pointer: string): string {
  if (pointer === '') return 'bericht';
  return pointer
    .slice(1)
    .replace(/\/([0-9]+)/g, '[$1]')
    .replaceAll('/', '.');
}
