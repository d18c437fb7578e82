import { Problem } from './problem.ts';

/**
 * The problems every service can answer with: stable type, status and title in one table. What a service adds of its
 * own stands in a table of that service.
 */
const PLATFORM_PROBLEMS = {
  'geen-json': [400, 'De inhoud van het verzoek is geen geldige JSON'],
  'ongeldig-verzoek': [400, 'Het verzoek voldoet niet aan de beschrijving van de API'],
  'niet-aangemeld': [401, 'Dit vraagt een geldig token'],
  'geen-toegang': [403, 'Dit token geeft hier geen toegang toe'],
  'niet-gevonden': [404, 'Niet gevonden'],
  'methode-niet-toegestaan': [405, 'Deze methode bestaat hier niet'],
  'te-traag': [408, 'Het verzoek kwam niet op tijd binnen'],
  conflict: [409, 'Het verzoek past niet bij de huidige toestand'],
  'te-groot': [413, 'Het verzoek is te groot'],
  'adres-te-lang': [414, 'Het adres van het verzoek is te lang'],
  'soort-inhoud-onbekend': [415, 'Deze soort inhoud wordt niet aangenomen'],
  'te-veel-verzoeken': [429, 'Te veel verzoeken'],
  'kopregels-te-groot': [431, 'De kopregels van het verzoek zijn te groot'],
  storing: [500, 'Er ging bij ons iets mis'],
  'even-niet-beschikbaar': [503, 'Even niet beschikbaar'],
} as const satisfies Record<string, readonly [number, string]>;

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
  const [status, title] = PLATFORM_PROBLEMS[type];
  return new Problem({ status, type, title, ...o });
}

/** 503 that tells when to come back. */
export function unavailable(retryAfterSeconds: number, o: { detail?: string; cause?: unknown } = {}): Problem {
  return platformProblem('even-niet-beschikbaar', { ...o, headers: { 'retry-after': String(retryAfterSeconds) } });
}
