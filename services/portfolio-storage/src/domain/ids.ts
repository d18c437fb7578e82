declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Pseudonym of a teacher inside the portfolio domain. */
export type PortfolioId = Branded<'PortfolioId'>;
/** One thing in a portfolio; time-ordered (UUID version 7). */
export type ItemId = Branded<'ItemId'>;
