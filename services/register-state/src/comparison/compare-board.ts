import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { selectValidSnapshots } from '../sql/select-valid-snapshots.ts';
import type { ValidSnapshot } from '../sql/select-valid-snapshots.ts';
import { appointmentDigest, digestOf } from './digest.ts';
import type { AppointmentDigest } from './digest.ts';

/** Their snapshots are at hand at one time, and hashed without a pause: some tens of milliseconds. */
const PERSONS_AT_A_TIME = 500;

/** What some of a board's appointments come to. */
export interface Total {
  readonly appointments: number;
  readonly persons: number;
  readonly digest: string;
}

export interface BoardComparison extends Total {
  /** In the order of their codes. */
  readonly locations: readonly (Total & { readonly location: string })[];
}

export interface PersonComparison {
  readonly registerId: string;
  readonly digest: string;
  readonly appointments: readonly AppointmentDigest[];
}

/**
 * All that a board has valid on a day, as of one moment, added up per location. An appointment counts at every location
 * of a period that is valid on the day, and once in the whole; one between two periods counts in the whole alone.
 */
export async function compareBoard(
  database: Pick<Database, 'readSnapshot'>,
  { board, day }: { readonly board: string; readonly day: string },
): Promise<BoardComparison> {
  return database.readSnapshot(async (db) => {
    const whole = sum();
    const locations = new Map<string, Sum>();
    let after: string | null = null;
    for (;;) {
      const query = { board, day, location: null, after, persons: PERSONS_AT_A_TIME };
      const rows: readonly ValidSnapshot[] = await selectValidSnapshots(db, query);
      for (const { register_id: person, snapshot } of rows) {
        const appointment = appointmentDigest(snapshot);
        whole.add(person, appointment);
        for (const location of locationsOn(snapshot, day)) {
          const there = locations.get(location) ?? sum();
          there.add(person, appointment);
          locations.set(location, there);
        }
      }
      after = rows.at(-1)?.register_id ?? null;
      if (after === null) break;
    }
    const perLocation = [...locations].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...whole.total(),
      locations: perLocation.map(([location, there]) => ({ location, ...there.total() })),
    };
  });
}

/** A page of the persons whom a board has at a location on a day, each with what makes up the location's digest. */
export async function comparePersons(
  database: Pick<Database, 'readSnapshot'>,
  o: {
    readonly board: string;
    readonly day: string;
    readonly location: string;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<{ readonly persons: readonly PersonComparison[]; readonly hasMore: boolean }> {
  const { limit, ...query } = o;
  const rows = await database.readSnapshot((db) => selectValidSnapshots(db, { ...query, persons: limit + 1 }));
  const persons = [...Map.groupBy(rows, (row) => row.register_id)].map(([registerId, own]) => {
    const appointments = own.map(({ snapshot }) => appointmentDigest(snapshot));
    return { registerId, digest: digestOf(appointments), appointments };
  });
  return { persons: persons.slice(0, limit), hasMore: persons.length > limit };
}

interface Sum {
  /** Persons come one after the other. */
  add(person: string, appointment: AppointmentDigest): void;
  total(): Total;
}

function sum(): Sum {
  const appointments: AppointmentDigest[] = [];
  let persons = 0;
  let last: string | undefined;
  return {
    add(person, appointment) {
      appointments.push(appointment);
      if (person !== last) persons += 1;
      last = person;
    },
    total: () => ({ appointments: appointments.length, persons, digest: digestOf(appointments) }),
  };
}

function locationsOn({ perioden }: Stand, day: string): ReadonlySet<string> {
  const valid = perioden.filter(({ datumBegin, datumEind = '9999' }) => datumBegin <= day && datumEind >= day);
  return new Set(valid.flatMap(({ grondslagen }) => grondslagen.flatMap(({ vestigingen }) => vestigingen)));
}
