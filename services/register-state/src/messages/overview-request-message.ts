import type { OpdrachtVerzoekRegistratieoverzicht } from '../../../../schemas/message-book/v1/generated.ts';
import { commandCheck } from './command-schemas.ts';

/** Record 4, VERZOEK_REGISTRATIEOVERZICHT; about no person, keyed by its own message id. */
export const checkOverviewRequest = commandCheck<OpdrachtVerzoekRegistratieoverzicht>(
  'OpdrachtVerzoekRegistratieoverzicht',
);
