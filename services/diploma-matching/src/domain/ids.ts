declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Joins a teaching statement with the result of its matching; the one id that other domains know too. */
export type ClaimId = Branded<'ClaimId'>;
/** Pseudonym of a person inside the matching domain. */
export type MatchingId = Branded<'MatchingId'>;
