import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { isCalendarDay } from '../../../_platform/src/clock/amsterdam.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';

/** What a board asks of its own: how it stood on a day, at one location when it names that. */
export interface BoardDay {
  readonly bevoegdGezagNummer: string;
  readonly peildatum: string;
  readonly vestiging?: string;
}

export const BOARD_DAY = {
  type: 'object',
  additionalProperties: false,
  required: ['bevoegdGezagNummer', 'peildatum'],
  properties: {
    bevoegdGezagNummer: { type: 'string', pattern: types.$defs.BG.pattern },
    peildatum: { type: 'string', pattern: types.$defs.Datum.pattern },
    vestiging: { type: 'string', pattern: types.$defs.BRIN6.pattern },
  },
} as const;

/** @throws 400 for a day that the pattern allows and the calendar does not */
export function checkReferenceDay(peildatum: string): void {
  if (!isCalendarDay(peildatum)) throw platformProblem('ongeldig-verzoek', { detail: 'De peildatum bestaat niet.' });
}
