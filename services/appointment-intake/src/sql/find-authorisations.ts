import type { Queryable } from '../../../_platform/src/database/database.ts';
import { phaseWithoutRow, type Phase } from '../domain/phase.ts';
import type { MandateKey } from './find-mandates.ts';

export interface AuthorisationQuestion extends MandateKey {
  /** D: day of receipt. */
  readonly day: string;
}

export interface Authorisation extends AuthorisationQuestion {
  readonly phase: Phase;
}

const text = `
  select m.oin, m.board, m.delivery_point, asked.day,
         coalesce((select p.phase
                     from board_phases p
                    where p.board = asked.board and p.effective_from <= asked.day
                    order by p.effective_from desc, p.number desc
                    limit 1), $2) as phase
    from (select distinct oin, board, delivery_point, day
            from json_to_recordset($1::json) as a (oin text, board text, delivery_point text, day date)) asked
    join mandates m using (oin, board, delivery_point)`;

/** Those of the mandates asked for that exist, each with the phase of its board on the day. */
export async function findAuthorisations(
  db: Queryable,
  asked: readonly AuthorisationQuestion[],
): Promise<Authorisation[]> {
  const { rows } = await db.query<Authorisation>(text, [JSON.stringify(asked), phaseWithoutRow]);
  return rows;
}
