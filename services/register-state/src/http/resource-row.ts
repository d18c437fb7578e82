import type { ReadActivity } from '../messages/processing-record.ts';
import type { Role } from '../lookups/reader.ts';
import type { Members } from './allowed-members.ts';

/**
 * Whose data a role may ask for:
 * - `EIGEN_REGISTRATIE`: `registratieId` of the path is that of the token, else 403.
 * - `EIGEN_BESTUUR`: `bevoegdGezagNummer` of the query is that of the token, else 403; without one in the query, the
 *   route answers of the token's board alone.
 * - `EIGEN_OPDRACHT`: what this token's person sent, else 404.
 * - `EIGEN_CORRECTIE`: the request for correction is of this token's person, or was made to its board, else 404.
 * - `EIGEN_AFNEMER`: what belongs to the token's `afnemerId`, else 404; a token without it 403.
 * - `ALLE`: everybody's. It says nothing of who is kept: routes that show or list registrations leave him out for all but
 *   himself; cases of correction go on, and BEHEER decides on them while he is kept.
 */
export type Whose =
  'EIGEN_REGISTRATIE' | 'EIGEN_BESTUUR' | 'EIGEN_OPDRACHT' | 'EIGEN_CORRECTIE' | 'EIGEN_AFNEMER' | 'ALLE';

export interface ForRoles {
  /** Method and path, as the route is registered. */
  readonly route: string;
  readonly whose: Partial<Readonly<Record<Role, Whose>>>;
  readonly members: Members;
  /** Set where the answer is about persons: confirmRead writes it. */
  readonly reads?: {
    readonly activity: ReadActivity;
    /** What the teacher is told was read; left out: the members that the role sees. */
    readonly fields?: readonly string[];
  };
}

/** For other services of the platform; their answers are not cut. */
export interface ForServices {
  readonly route: string;
  readonly services: readonly string[];
}
