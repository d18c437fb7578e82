/** A person has another id in each privacy domain; mixing them up must not compile. */
export type RegisterId = string & { readonly brand: 'RegisterId' };
export type MatchingId = string & { readonly brand: 'MatchingId' };
export type PortfolioId = string & { readonly brand: 'PortfolioId' };
export type ClaimId = string & { readonly brand: 'ClaimId' };
