import type { RecordKind } from '../domain/record-kind.ts';
import { appointment } from './appointment.ts';
import { correctionAnswer } from './correction-answer.ts';
import { deletion } from './deletion.ts';
import { keyDataChange } from './key-data-change.ts';
import { overviewRequest } from './overview-request.ts';

/**
 * Every kind of record that schools can send, by berichtsoort. The same kinds stand in the enumeration of
 * kop.schema.json; any other kind is answered with 741 there.
 */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map<string, RecordKind>(
  ([appointment, deletion, keyDataChange, overviewRequest, correctionAnswer] as RecordKind[]).map((kind) => [
    kind.berichtsoort,
    kind,
  ]),
);
