import { checkRows } from '../../../../schemas/code-lists/list-rules.ts';
import { readListFromJson } from '../../../../schemas/code-lists/read-list.ts';
import type { OpdrachtLijstversie } from '../../../../schemas/message-book/v1/generated.ts';
import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import { commandCheck } from './command-schemas.ts';

const check = commandCheck<OpdrachtLijstversie>('OpdrachtLijstversie');

/** LIJSTVERSIE, about a whole partition. A list that breaks its own rules is set aside: the former one stays in force. */
export function checkListVersion(value: unknown): OpdrachtLijstversie {
  const wire = check(value);
  const { naam, rijen } = wire.inhoud;
  const { rows, faults } = readListFromJson(naam, rijen);
  const [fault] = [...faults, ...checkRows(naam, rows)];
  if (fault !== undefined) {
    throw new PoisonError('WRONG_SHAPE', `list ${naam}, row ${fault.row ?? 0}, ${fault.column ?? ''}: ${fault.rule}`);
  }
  return wire;
}
