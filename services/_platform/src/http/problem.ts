/** A problem answer (RFC 9457), thrown in handlers and turned into a response at the edge. */
export class Problem extends Error {
  readonly status: number;
  /** Last part of the stable type `urn:lrr:probleem:<slug>`. */
  readonly type: string;
  readonly title: string;
  readonly detail: string | undefined;
  /** Further members of the answer. Never anything the caller sent. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(o: {
    status: number;
    type: string;
    title: string;
    detail?: string | undefined;
    extra?: Readonly<Record<string, unknown>>;
    headers?: Readonly<Record<string, string>>;
    cause?: unknown;
  }) {
    super(`${o.status} ${o.type}`, { cause: o.cause });
    this.name = 'Problem';
    this.status = o.status;
    this.type = o.type;
    this.title = o.title;
    this.detail = o.detail;
    this.extra = o.extra ?? {};
    this.headers = o.headers ?? {};
  }
}
