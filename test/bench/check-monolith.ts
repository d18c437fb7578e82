import type pg from 'pg';
import type { GeneratedLoad } from '../../scripts/generator/generate-load.ts';
import type { StepDatabase } from './bench-platform.ts';
import { feedbackFaults } from './check-end-state.ts';
import { SCHEMAS } from './monolith/monolith-sql.ts';

const { vault, register } = SCHEMAS;

/** What the register knows of somebody, as one text per person, appointment and entry; by the register's id. */
const stateOf = (schema: string): string => `
  SELECT register_id, concat_ws(' ', 'person', status, status_since) AS state FROM ${schema}.persons
  UNION ALL
  SELECT register_id, concat_ws(' ', 'appointment', board, number, deleted, phase, carried, order_number, order_time,
                                delivery_point, snapshot)
  FROM ${schema}.appointments
  UNION ALL
  SELECT register_id, concat_ws(' ', 'entry', board, number, ground, teaching, status, reason, ended_on, latest_day, steps)
  FROM ${schema}.anteroom_entries`;

const lookups = (schema: string): string =>
  `SELECT register_id, encode(lookup, 'hex') AS lookup FROM ${schema}.persons`;

/**
 * The monolith was sent a part of what the platform was sent: it must have given the feedback that was owed, and hold
 * the same state of the same persons, row by row. The two gave them ids of their own; the hash of their number is the same.
 */
export async function monolithFaults(o: {
  readonly loads: readonly GeneratedLoad[];
  readonly client: pg.Client;
  readonly clients: Readonly<Record<StepDatabase, pg.Client>>;
}): Promise<string[]> {
  const faults = await feedbackFaults({ loads: o.loads, clients: { intake: o.client } });
  const theirs = statesByPerson(
    await o.client.query<Identity>(lookups(vault)),
    await o.client.query<State>(stateOf(register)),
  );
  const ours = statesByPerson(
    await o.clients.identity.query<Identity>(lookups('public')),
    await o.clients.register.query<State>(stateOf('public')),
  );
  if (theirs.size === 0) faults.push('nobody is registered');
  for (const [lookup, states] of theirs) {
    if (states !== ours.get(lookup)) faults.push(`a person is not as in the platform: ${states.slice(0, 200)}`);
  }
  return faults.map((fault) => `monolith: ${fault}`);
}

interface Identity {
  readonly register_id: string;
  readonly lookup: string;
}
interface State {
  readonly register_id: string;
  readonly state: string;
}

function statesByPerson(identities: pg.QueryResult<Identity>, states: pg.QueryResult<State>): Map<string, string> {
  const lookupOf = new Map(identities.rows.map(({ register_id, lookup }) => [register_id, lookup]));
  const byPerson = Map.groupBy(states.rows, ({ register_id }) => lookupOf.get(register_id) ?? register_id);
  return new Map(
    [...byPerson].map(([lookup, rows]) => [
      lookup,
      rows
        .map(({ state }) => state)
        .sort()
        .join('\n'),
    ]),
  );
}
