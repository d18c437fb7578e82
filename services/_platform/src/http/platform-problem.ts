import { Problem } from './problem.ts';

/**
 * The problems every service can answer with: stable type, status, title, and what to do next when
 * nothing more precise is known, in one table. What a service adds of its
 * own stands in a table of that service.
 */
const PLATFORM_PROBLEMS = {
  'geen-json': [
    400,
    'De inhoud van het verzoek is geen geldige JSON',
    'Stuur één geldige JSON-tekst in UTF-8. Bij reden en positie staat wat er mis is.',
  ],
  'ongeldig-verzoek': [
    400,
    'Het verzoek voldoet niet aan de beschrijving van de API',
    'Vergelijk het verzoek met de beschrijving op /v1/openapi.json. Bij fouten staat wat er mis is, als dat bekend is.',
  ],
  'niet-aangemeld': [
    401,
    'Dit vraagt een geldig token',
    'Stuur de kopregel Authorization met Bearer en een token voor deze dienst dat nog niet is verlopen.',
  ],
  'geen-toegang': [
    403,
    'Dit token geeft hier geen toegang toe',
    'Controleer voor wie en waarvoor het token is uitgegeven.',
  ],
  'niet-gevonden': [404, 'Niet gevonden', 'Controleer het adres. Het eindigt nooit op een schuine streep.'],
  'methode-niet-toegestaan': [
    405,
    'Deze methode bestaat hier niet',
    'Gebruik een van de methodes in de kopregel Allow.',
  ],
  'te-traag': [
    408,
    'Het verzoek kwam niet op tijd binnen',
    'Stuur het verzoek opnieuw, over een snellere verbinding of in kleinere delen.',
  ],
  conflict: [
    409,
    'Het verzoek past niet bij de huidige toestand',
    'Haal de huidige toestand op en probeer het daarna opnieuw.',
  ],
  'te-groot': [413, 'Het verzoek is te groot', 'Verdeel de inhoud over meer verzoeken.'],
  'adres-te-lang': [414, 'Het adres van het verzoek is te lang', 'Maak het adres korter.'],
  'soort-inhoud-onbekend': [
    415,
    'Deze soort inhoud wordt niet aangenomen',
    'Kijk in de beschrijving op /v1/openapi.json welke soorten inhoud hier mogen.',
  ],
  'te-veel-verzoeken': [429, 'Te veel verzoeken', 'Wacht zo veel seconden als de kopregel Retry-After zegt.'],
  'kopregels-te-groot': [431, 'De kopregels van het verzoek zijn te groot', 'Stuur minder of kortere kopregels.'],
  storing: [
    500,
    'Er ging bij ons iets mis',
    'Probeer het later opnieuw. Blijft het zo, geef de helpdesk dan het nummer bij instance.',
  ],
  'even-niet-beschikbaar': [
    503,
    'Even niet beschikbaar',
    'Stuur hetzelfde verzoek opnieuw na zo veel seconden als de kopregel Retry-After zegt.',
  ],
} as const satisfies Record<string, readonly [number, string, string]>;

export type PlatformProblemType = keyof typeof PLATFORM_PROBLEMS;

export function platformProblem(
  type: PlatformProblemType,
  o: {
    detail?: string;
    extra?: Readonly<Record<string, unknown>>;
    headers?: Readonly<Record<string, string>>;
    cause?: unknown;
  } = {},
): Problem {
  const [status, title, detail] = PLATFORM_PROBLEMS[type];
  return new Problem({ status, type, title, ...o, detail: o.detail ?? detail });
}

/** 503 that tells when to come back. */
export function unavailable(retryAfterSeconds: number, o: { detail?: string; cause?: unknown } = {}): Problem {
  return platformProblem('even-niet-beschikbaar', { ...o, headers: { 'retry-after': String(retryAfterSeconds) } });
}
