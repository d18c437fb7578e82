import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { isCalendarDay } from '../../../_platform/src/clock/amsterdam.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';

/** "What did the register on `bekendOp` say about `geldigOp`": each may be left out, and then means now, or any day. */
export interface TimeAxes {
  /** A calendar day: what is valid on it. */
  readonly geldigOp?: string;
  /** A moment, UTC with milliseconds: what had been recorded by then (`vastgelegdOp`). */
  readonly bekendOp?: string;
}

export const TIME_AXES = {
  geldigOp: { type: 'string', pattern: types.$defs.Datum.pattern },
  bekendOp: { type: 'string', pattern: types.$defs.Tijdstip.pattern },
} as const;

export const TIME_AXES_QUERY = { type: 'object', additionalProperties: false, properties: TIME_AXES } as const;

/** @throws 400 for a day or moment that does not exist, and for a moment that is still to come */
export function checkTimeAxes({ geldigOp, bekendOp }: TimeAxes, now: Date): void {
  if (geldigOp !== undefined && !isCalendarDay(geldigOp)) throw refused('De dag in geldigOp bestaat niet.');
  if (bekendOp === undefined) return;
  const moment = new Date(bekendOp);
  if (Number.isNaN(moment.getTime()) || moment.toISOString() !== bekendOp) {
    throw refused('Het tijdstip in bekendOp bestaat niet.');
  }
  if (moment > now) throw refused('Het tijdstip in bekendOp moet nog komen.');
}

function refused(detail: string): Error {
  return platformProblem('ongeldig-verzoek', { detail });
}
