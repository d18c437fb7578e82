import type { Outcome } from './outcome.ts';

/** What one rule says of one certificate and one stated teaching. */
export interface Finding {
  readonly outcome: Outcome;
  /** Rule id; for the conversion table the id of its row. */
  readonly rule: string;
  /** Plain Dutch, for the teacher. Holds list names only, never free text from the diploma register. */
  readonly explanation: string;
  readonly nextStep: string;
}

const nothingToDo = 'U hoeft niets te doen.';
const showBoard =
  'Bespreek met uw schoolbestuur of dit getuigschrift past, en houd uw getuigschrift en cijferlijst bij de hand.';

/** The teacher's next step when the outcome alone decides it. */
export const nextSteps: Readonly<Record<Outcome, string>> = {
  DIRECT: nothingToDo,
  INCLUSIEF: nothingToDo,
  CONVERSIE: nothingToDo,
  CONVERSIE_MET_VOORWAARDE:
    'Ga na of u aan de voorwaarde voldoet, en laat het bewijs daarvan zien aan uw schoolbestuur.',
  GEDEELTELIJK: 'Ga met uw schoolbestuur na of u alleen het deel geeft waarvoor dit getuigschrift geldt.',
  HANDMATIG: showBoard,
  GEEN:
    'Controleer in Mijn diploma’s van DUO of al uw getuigschriften erin staan. Hebt u een ander getuigschrift, ' +
    'bijvoorbeeld van voor 1996 of uit het buitenland? Laat het zien aan uw schoolbestuur.',
  NIET_IN_DIPLOMAREGISTER:
    'Laat uw getuigschrift zien aan uw schoolbestuur. Hoort het volgens u in het diplomaregister te staan? ' +
    'Vraag dan de instelling waar u het haalde om het aan te leveren.',
};

export function finding(outcome: Outcome, rule: string, explanation: string): Finding {
  return { outcome, rule, explanation, nextStep: nextSteps[outcome] };
}
