import { Problem } from '../../../_platform/src/http/problem.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';

const PROBLEMS = {
  'portfolio-niet-open': [409, 'Dit portfolio is niet open'],
  'versie-veranderd': [412, 'De activiteit heeft intussen een andere versie'],
  'versie-ontbreekt': [428, 'Zeg in If-Match welke versie u wijzigt'],
  'verzegeling-gebroken': [500, 'De verzegeling is gebroken'],
} as const;

export function portfolioProblem(
  type: keyof typeof PROBLEMS,
  o: {
    detail?: string;
    extra?: Readonly<Record<string, unknown>>;
    headers?: Readonly<Record<string, string>>;
    cause?: unknown;
  } = {},
): Problem {
  const [status, title] = PROBLEMS[type];
  return new Problem({ status, type, title, ...o });
}

const notOpen: Readonly<Record<PortfolioState, string>> = {
  NIET_BESCHIKBAAR: 'Een portfolio gaat open als een schoolbestuur u heeft aangeleverd. Dat is nog niet gebeurd.',
  TE_ACTIVEREN: 'Activeer eerst uw portfolio.',
  // The state allows it, but the vault gives no key: it was closed or erased a moment ago.
  ACTIEF: 'De kluis geeft de sleutel van dit portfolio niet meer.',
  GESLOTEN: 'Dit portfolio is gesloten.',
  GEWIST: 'Dit portfolio is gewist.',
};

export function portfolioNotOpen(toestand: PortfolioState): Problem {
  return portfolioProblem('portfolio-niet-open', { detail: notOpen[toestand], extra: { toestand } });
}
