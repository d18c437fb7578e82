import type { Role } from '../lookups/reader.ts';

export type Roles = readonly Role[];

/** A described object of another schema (an event, a map of values): shown whole or not at all. */
export const WHOLE = '**';

/**
 * Which roles see which member of an answer. A member that is not named is shown to nobody. A leaf is a text, number or
 * boolean, or a list of those; an object or a list of objects has a row for each of its members.
 */
export interface Members {
  readonly [member: string]: Roles | Members;
}

/** These members, all for the same roles. */
export function all(roles: Roles, ...names: readonly string[]): Members {
  return Object.fromEntries(names.map((name) => [name, roles]));
}

/** The part of an answer that this role may see. What has no row is left out, whatever it holds. */
export function allowedMembers(answer: unknown, members: Members, role: Role): unknown {
  if (members[WHOLE] !== undefined) return sees(members[WHOLE], role) ? answer : undefined;
  if (Array.isArray(answer)) return answer.map((one) => allowedMembers(one, members, role));
  if (!isObject(answer)) return undefined;
  const allowed: Record<string, unknown> = {};
  for (const [name, row] of Object.entries(members)) {
    const value = Object.hasOwn(answer, name) ? answer[name] : undefined;
    if (value === undefined || !sees(row, role)) continue;
    const shown = isRoles(row) ? leaf(value) : allowedMembers(value, row, role);
    if (shown !== undefined) allowed[name] = shown;
  }
  return allowed;
}

/** Whether a role sees a member: for an object, anything of it. */
export function sees(row: Roles | Members | undefined, role: Role): boolean {
  if (row === undefined) return false;
  return isRoles(row) ? row.includes(role) : Object.values(row).some((inner) => sees(inner, role));
}

export function isRoles(row: Roles | Members): row is Roles {
  return Array.isArray(row);
}

/** An object in the place of a text is something that nobody has decided about. */
function leaf(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isObject) ? undefined : value;
  return isObject(value) ? undefined : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
