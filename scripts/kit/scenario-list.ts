import type { ScenarioMaker } from './scenario-book.ts';
import { changedAppointment } from './scenarios/changed-appointment.ts';
import { toTheAnteroom, toTheRegister } from './scenarios/change-of-destination.ts';
import { correctedBegin, correctedUnknownBegin } from './scenarios/corrected-begin.ts';
import { correctionAnswer } from './scenarios/correction-answer.ts';
import { correctionBeforeAnswer, correctionRequest } from './scenarios/correction-request.ts';
import { deletedAppointment, unknownDeletion } from './scenarios/deleted-appointment.ts';
import { endedAppointment } from './scenarios/ended-appointment.ts';
import { everyGround } from './scenarios/every-ground.ts';
import { everySignal } from './scenarios/every-signal.ts';
import { keyData, keyDataOfResident } from './scenarios/key-data.ts';
import { lateRecord } from './scenarios/late-record.ts';
import { nameChange } from './scenarios/name-change.ts';
import { newAppointment } from './scenarios/new-appointment.ts';
import { overview } from './scenarios/overview.ts';
import { replacement, replacementTooLong } from './scenarios/replacement.ts';
import { resentRecord, reusedId } from './scenarios/resent-record.ts';
import { secondAppointment } from './scenarios/second-appointment.ts';
import { trial } from './scenarios/trial.ts';

/** In the order a supplier meets them. A new one goes at the end of its group: people and ids follow from the order. */
export const SCENARIOS: readonly ScenarioMaker[] = [
  newAppointment,
  changedAppointment,
  endedAppointment,
  correctedBegin,
  correctedUnknownBegin,
  deletedAppointment,
  unknownDeletion,
  resentRecord,
  reusedId,
  lateRecord,
  secondAppointment,
  replacement,
  replacementTooLong,
  toTheRegister,
  toTheAnteroom,
  overview,
  keyData,
  keyDataOfResident,
  correctionAnswer,
  trial,
  everyGround,
  everySignal,
  correctionRequest,
  correctionBeforeAnswer,
  nameChange,
];
