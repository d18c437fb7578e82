import { certificatesFault } from './certificates-fault.ts';

/**
 * The kinds of environment variables. A service lists its variables as an object, name → kind, and gets a typed
 * object with the same names from readConfig.
 */
export interface Setting<T> {
  /** JSON Schema of the value; numbers and booleans are read from text. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly optional: boolean;
  /** Never printed. */
  readonly secret: boolean;
  /** Of a text, what the schema cannot tell: why it is not good, without the text. */
  readonly faultOf?: ((value: string) => string | undefined) | undefined;
  /** For the type only; holds nothing. */
  readonly type?: T;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type ConfigOf<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer T> ? T : never;
};

interface Traits {
  readonly secret?: boolean;
}

function setting<T>(schema: Record<string, unknown>, o: Traits & { optional?: boolean } = {}): Setting<T> {
  return { schema, optional: o.optional ?? false, secret: o.secret ?? false };
}

export function text(o: Traits & { default?: string; pattern?: string } = {}): Setting<string> {
  return setting<string>(
    {
      type: 'string',
      ...(o.default === undefined ? { minLength: 1 } : { default: o.default }),
      ...(o.pattern === undefined ? {} : { pattern: o.pattern }),
    },
    o,
  );
}

/** An http(s) address without a slash at its end. */
export function url(o: Traits & { default?: string } = {}): Setting<string> {
  return text({ ...o, pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*[^\\s/?#])?$' });
}

export function integer(o: { default?: number; minimum: number; maximum: number }): Setting<number> {
  return setting({ type: 'integer', ...o });
}

/** Exactly this many bytes, written in hexadecimal; always secret. */
export function hexKey(bytes: number): Setting<string> {
  return text({ secret: true, pattern: `^[0-9a-fA-F]{${bytes * 2}}$` });
}

/** One or more words separated by commas, for instance `host:port,host:port`. Use `listOf` to take it apart. */
export function commaList(o: { default?: string } = {}): Setting<string> {
  return text({ ...o, pattern: '^[^,\\s]+(,[^,\\s]+)*$' });
}

export function listOf(value: string): string[] {
  return value.split(',');
}

/** Certificates in PEM, one or several. */
export function certificates(): Setting<string> {
  return { ...text(), faultOf: certificatesFault };
}

export function optional<T>(inner: Setting<T>): Setting<T | undefined> {
  const { default: _default, ...schema } = inner.schema;
  return { ...setting<T | undefined>(schema, { secret: inner.secret, optional: true }), faultOf: inner.faultOf };
}
