import type { Caller } from '../../../_platform/src/http/access.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';

/** Roles in tokens for `urn:lrr:register` (claim `rol`). */
export const ROLES = ['LERAAR', 'BESTUUR', 'INSPECTIE', 'BEHEER', 'AFNEMER'] as const;
export type Role = (typeof ROLES)[number];

/** Who looks: never a person, but the role and the organisation he looks for. */
export interface Reader {
  readonly role: Role;
  /** Number of the board, or id of the consumer; null where the role is one organisation. */
  readonly organisation: string | null;
}

/** @throws 403 when the token has no role of the register, or does not say for which organisation it is. */
export function readerOf({ claims }: Pick<Caller, 'claims'>): Reader {
  const role = ROLES.find((one) => one === claims['rol']);
  if (role === undefined) throw platformProblem('geen-toegang');
  return { role, organisation: organisationOf(role, claims) };
}

function organisationOf(role: Role, claims: Caller['claims']): string | null {
  const claim = role === 'BESTUUR' ? 'bevoegdGezagNummer' : 'afnemerId';
  if (role !== 'BESTUUR' && role !== 'AFNEMER') return null;
  const organisation = claims[claim];
  if (typeof organisation !== 'string') {
    throw platformProblem('geen-toegang', { detail: `Dit token zegt niet voor wie het is: ${claim} ontbreekt.` });
  }
  return organisation;
}
