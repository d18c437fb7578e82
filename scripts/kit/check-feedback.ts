import type { Fields } from '../generator/records.ts';
import { namesOf } from './check-steps.ts';
import type { Finding } from './finding.ts';
import type { ExpectedFeedback, Step } from './plan-types.ts';

interface Body {
  readonly signalen?: readonly { readonly code: string; readonly veld: string }[];
  readonly registratieplekken?: readonly { readonly benoemingsgrondslag: string; readonly registratieplek: string }[];
  readonly standen?: readonly unknown[];
}

/** The feedback on one record against what the rules ask. A resend and what is only answered have none of their own. */
export function feedbackFindings(step: Step, isTrial: boolean, answers: readonly Fields[]): Finding[] {
  const { stap, terugkoppeling: expected } = step;
  const pages = [...new Map(answers.map((answer) => [idOf(answer), answer])).values()];
  const [first] = pages;
  if (expected === undefined) return [];
  if (first === undefined) {
    const tekst = `Er is geen terugkoppeling opgehaald over dit bericht; verwacht ${describe(expected)}.`;
    return [{ soort: 'TERUGKOPPELING_ONTBREEKT', stap, tekst }];
  }
  const findings: Finding[] = [];
  if (pages.length > 1 && expected.standen === undefined) {
    findings.push({
      soort: 'TERUGKOPPELING_DUBBEL',
      stap,
      tekst: `Er zijn ${pages.length} terugkoppelingen, verwacht één.`,
    });
  }
  const seen = describe(seenIn(pages, expected));
  if (seen !== describe(expected)) {
    const tekst = `De terugkoppeling is ${seen}; verwacht ${describe(expected)}.`;
    findings.push({ soort: 'TERUGKOPPELING_ANDERS', stap, tekst });
  }
  if ((kopOf(first)['proef'] === true) !== isTrial) {
    const tekst = `De terugkoppeling zegt ${isTrial ? 'niet ' : ''}dat dit een proef is.`;
    findings.push({ soort: 'TERUGKOPPELING_ANDERS', stap, veld: '/kop/proef', tekst });
  }
  return findings;
}

function seenIn(pages: readonly Fields[], expected: ExpectedFeedback): ExpectedFeedback {
  const bodies = pages.map((page) => Object.entries(page).find(([name]) => name !== 'kop')?.[1] as Body);
  const [body] = bodies;
  return {
    berichtsoort: String(kopOf(pages[0] ?? {})['berichtsoort']),
    signalen: namesOf(body?.signalen ?? []) as ExpectedFeedback['signalen'],
    ...(expected.plekken && { plekken: body?.registratieplekken ?? [] }),
    ...(expected.standen !== undefined && {
      standen: bodies.reduce((sum, { standen = [] }) => sum + standen.length, 0),
    }),
  };
}

function describe({ berichtsoort, signalen, plekken, standen }: ExpectedFeedback): string {
  return [
    berichtsoort,
    ...signalen.toSorted(),
    ...(plekken ?? []).map(({ benoemingsgrondslag, registratieplek }) => `${benoemingsgrondslag}:${registratieplek}`),
    ...(standen === undefined ? [] : [`${standen} stand(en)`]),
  ].join(' ');
}

export function kopOf(record: Fields): Fields {
  return (record['kop'] as Fields | undefined) ?? {};
}

const idOf = (record: Fields): unknown => kopOf(record)['identificatiecodeBedrijfsdocument'];
