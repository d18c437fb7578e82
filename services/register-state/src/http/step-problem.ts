import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { RefusalReason } from '../domain/correction-refusal.ts';

/** Why it was refused, as it is kept and told. */
export interface Refusal {
  readonly reden: RefusalReason;
  readonly veld?: string;
}

/** What each means for who asked: with what he sent (400), or with where the request stands (409). */
const MEANINGS: Readonly<
  Record<RefusalReason, { readonly type: 'niet-gevonden' | 'ongeldig-verzoek' | 'conflict'; readonly text: string }>
> = {
  NIET_IN_REGISTER: {
    type: 'conflict',
    text: 'Dit kan alleen wie in het register staat of daarvoor bekend is.',
  },
  OVERLEDEN: { type: 'conflict', text: 'Deze registratie wordt niet meer verbeterd.' },
  GEEN_BENOEMING: { type: 'niet-gevonden', text: 'Deze benoeming is er niet.' },
  BRP: {
    type: 'ongeldig-verzoek',
    text: 'Wie u bent, weten wij uit de Basisregistratie Personen. Vraag uw gemeente om die te verbeteren.',
  },
  GEEN_VELD: { type: 'ongeldig-verzoek', text: 'Dit veld staat niet in de benoeming.' },
  LOOPT_AL: { type: 'conflict', text: 'Uw bestuur heeft uw eerdere verzoek over dit veld nog niet beantwoord.' },
  GEEN_CORRECTIE: { type: 'niet-gevonden', text: 'Dit correctieverzoek is er niet.' },
  VERKEERDE_STAND: {
    type: 'conflict',
    text: 'Deze stap past niet bij waar het correctieverzoek nu staat. Vraag het op: bij termijnen staat wat er kan.',
  },
  BESTUUR_AAN_ZET: {
    type: 'conflict',
    text: 'De termijn van het bestuur loopt nog. Daarna kunt u om een besluit vragen, ook als het niet antwoordt.',
  },
  TERMIJN_VOORBIJ: {
    type: 'conflict',
    text: 'De termijn om een besluit te vragen is voorbij. U kunt wel een nieuw correctieverzoek doen.',
  },
  TERMIJN_LOOPT: {
    type: 'conflict',
    text: 'De termijn om bezwaar te maken loopt nog: ook de andere partij kan nog bezwaar maken.',
  },
  DATUM: {
    type: 'ongeldig-verzoek',
    text: 'Deze dag ligt in de toekomst, of voor de dag waar hij op volgt.',
  },
  PAST_NIET: {
    type: 'ongeldig-verzoek',
    text: 'Dit gegeven hoort niet bij de rest van wat u stuurde, of ontbreekt terwijl de rest erom vraagt.',
  },
  NIET_GEVRAAGD: {
    type: 'ongeldig-verzoek',
    text: 'Om verbetering van dit veld is niet gevraagd.',
  },
  BEZWAAR_LOOPT: { type: 'conflict', text: 'Er loopt al een bezwaar van deze partij.' },
  GEEN_BEZWAAR: { type: 'conflict', text: 'Van deze partij loopt geen bezwaar.' },
  ADVIES_ONTBREEKT: {
    type: 'conflict',
    text: 'De ingestelde commissie heeft nog niet geadviseerd (Awb 7:13).',
  },
  AFWIJKING_ONTBREEKT: {
    type: 'ongeldig-verzoek',
    text: 'De beslissing wijkt af van het advies: vermeld waarom (Awb 7:13 lid 7).',
  },
  TE_LAAT_NIET_BEOORDEELD: {
    type: 'ongeldig-verzoek',
    text: 'Het bezwaar kwam te laat: verklaar het niet-ontvankelijk, of vermeld dat de indiener niet in verzuim was (Awb 6:11).',
  },
  WEL_ONTVANKELIJK: {
    type: 'ongeldig-verzoek',
    text: 'Het bezwaar kwam op tijd, of het verzuim is hersteld of kan nog worden hersteld (Awb 6:6, 6:7).',
  },
  AL_VERDAAGD: {
    type: 'conflict',
    text: 'Verdagen kan één keer, binnen de beslistermijn (Awb 7:10 lid 3). Daarna kan alleen nog uitstel volgens lid 4.',
  },
};

/** In words, for who sent the command. */
export function explanationOf({ reden }: Refusal): string {
  return MEANINGS[reden].text;
}

export function stepProblem({ reden, veld }: Refusal): Error {
  const { type, text } = MEANINGS[reden];
  const faults = veld === undefined ? {} : { fouten: [{ veld, regel: reden.toLowerCase().replaceAll('_', ' ') }] };
  return platformProblem(type, { detail: text, extra: { reden, ...faults } });
}
