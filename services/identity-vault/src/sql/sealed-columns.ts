import type { Sealed } from '../crypto/sealed.ts';

/** A sealed value from its two columns, as an optional member of that name. */
export function sealedFrom<Name extends string>(
  name: Name,
  bytes: Buffer | null,
  keyVersion: number | null,
): Partial<Readonly<Record<Name, Sealed>>> {
  if (bytes === null || keyVersion === null) return {};
  return { [name]: { bytes, keyVersion } } as Partial<Readonly<Record<Name, Sealed>>>;
}
