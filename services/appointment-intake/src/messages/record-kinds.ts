import type { RecordKind } from '../domain/record-kind.ts';
import { appointment } from './appointment.ts';
import { deletion } from './deletion.ts';

/**
 * Every kind of record that schools can send, by berichtsoort. The same kinds stand in the enumeration of
 * kop.schema.json; any other kind is answered with 741 there. Records 3, 4 and 6 join both when they are built.
 */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map<string, RecordKind>([
  [appointment.berichtsoort, appointment],
  [deletion.berichtsoort, deletion],
]);
