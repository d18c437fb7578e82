import type {} from 'fastify';

export type Audience =
  'urn:lrr:aanlevering' | 'urn:lrr:register' | 'urn:lrr:portfolio' | 'urn:lrr:beheer' | 'urn:lrr:intern';

/** Who may use a route: everybody, or callers with a token for one audience that passes every list that is given. */
export type Access =
  | { readonly public: true }
  | {
      readonly audience: Audience;
      /** The token holds at least one of these. */
      readonly scopes?: readonly string[];
      /** The claim `rol` is one of these. */
      readonly roles?: readonly string[];
      /** The calling service (claim `sub`) is one of these; for `urn:lrr:intern`. */
      readonly services?: readonly string[];
    };

/** One access rule, or several of which one must fit. */
export type RouteAccess = Access | readonly Access[];

export interface Caller {
  /** Claim `sub`; '' when the token has none. */
  readonly subject: string;
  readonly audience: Audience;
  readonly scopes: readonly string[];
  /** All claims of the token, checked for form by nobody yet. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly token: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route has one; the server refuses to register a route without. */
    access?: RouteAccess;
  }
  interface FastifyRequest {
    /** Who calls. Throws on a public route called without a token: such a route has no caller. */
    readonly caller: Caller;
    /** W3C trace context of this request, to put in the header `traceparent` of what follows from it. */
    readonly traceparent: string;
  }
}
