import type { BronAanlevering } from '../../../../schemas/message-book/v1/generated.ts';
import type { OperatorRejection } from '../apply/logged-command.ts';
import type { Command } from '../domain/commands.ts';
import { commandId } from '../domain/ids.ts';
import { commandCheck } from './command-schemas.ts';

/** What an answer needs of a delivered record, also of one that cannot be read otherwise. */
export interface DeliveredHead {
  readonly id: string;
  readonly vastgelegdOp: string;
  readonly bron: BronAanlevering;
  /** Absent in record 4, which is about nobody. */
  readonly registratieId?: string;
}

const checkSource = commandCheck<BronAanlevering>('BronAanlevering');
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The head of a delivered record whose content may be anything; undefined when it does not tell whom to answer. */
export function deliveredHead(value: Buffer | null): DeliveredHead | undefined {
  const { id, vastgelegdOp, bron, registratieId } = membersOf(value);
  if (typeof id !== 'string' || !uuid.test(id)) return undefined;
  if (typeof vastgelegdOp !== 'string' || !moment.test(vastgelegdOp)) return undefined;
  const source = sourceOf(bron);
  if (source === undefined) return undefined;
  const about = typeof registratieId === 'string' && uuid.test(registratieId) ? { registratieId } : {};
  return { id, vastgelegdOp, bron: source, ...about };
}

export function operatorRejection(
  { id, vastgelegdOp, bron }: DeliveredHead,
  registratieId: string,
  tekst: string,
): OperatorRejection {
  return { id, soort: 'AFKEURING_BEHEER', registratieId, vastgelegdOp, bron, inhoud: { tekst } };
}

export function operatorRejectionCommand({ id, inhoud }: OperatorRejection): Command {
  return { kind: 'operator-rejection', id: commandId(id), words: inhoud.tekst };
}

function membersOf(value: Buffer | null): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(String(value));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function sourceOf(bron: unknown): BronAanlevering | undefined {
  try {
    return checkSource(bron);
  } catch {
    return undefined;
  }
}
