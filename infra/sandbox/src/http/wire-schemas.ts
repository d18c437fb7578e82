/** JSON Schema pieces of the sandbox's bodies. What JSON Schema cannot say (dates that exist, the eleven-test) is checked after it. */

export const CITIZEN_NUMBER = { type: 'string', pattern: '^[0-9]{9}$' };
/** A day, or one whose day, or month and day, are unknown. */
const PARTIAL_DATE = {
  type: 'string',
  pattern: '^(19|20|21)[0-9]{2}-(00-00|(0[1-9]|1[0-2])-(0[0-9]|[12][0-9]|3[01]))$',
};
export const DAY = { type: 'string', pattern: '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' };
/** Text without control characters. */
const NAME = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' };

export const POST_AT_MOST = 1_000;

export function object(properties: Record<string, object>, optional: readonly string[] = []): object {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
  };
}

export function list(items: object, maxItems = POST_AT_MOST): object {
  return { type: 'array', maxItems, items };
}

export const BRP_PERSON = object(
  {
    burgerservicenummer: CITIZEN_NUMBER,
    vorigBurgerservicenummer: CITIZEN_NUMBER,
    geboortedatum: PARTIAL_DATE,
    geslacht: { type: 'string', enum: ['M', 'V', 'O'] },
    geslachtsnaam: NAME,
    voorvoegsel: { ...NAME, maxLength: 10 },
    voornamen: NAME,
    overlijdensdatum: PARTIAL_DATE,
    geheim: { type: 'boolean' },
  },
  ['vorigBurgerservicenummer', 'voorvoegsel', 'overlijdensdatum', 'geheim'],
);

export const PERSON_DIPLOMAS = object({
  burgerservicenummer: CITIZEN_NUMBER,
  diplomas: list(
    object({
      opleidingscode: { type: 'string', pattern: '^[A-Za-z0-9]{1,20}$' },
      naam: NAME,
      graad: NAME,
      instellingBrin: { type: 'string', pattern: '^[0-9A-Z]{4,6}$' },
      datumBehaald: DAY,
      soort: NAME,
    }),
    100,
  ),
});

export const MANDATE = object({
  oin: { type: 'string', pattern: '^[0-9]{8}[0-9A-Z]{12}$' },
  bevoegdGezagNummer: { type: 'string', pattern: '^[0-9]{5}$' },
  aanleverpuntnummer: { type: 'string', pattern: '^[0-9]{2}$' },
});
