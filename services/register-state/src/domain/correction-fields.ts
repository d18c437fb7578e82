/**
 * Who a person is comes from the BRP, and the municipality corrects it. What a school tells of somebody outside the BRP
 * (nietIngezetene) does not, but no snapshot of the register holds it either.
 */
export function isBrpField(pointer: string): boolean {
  return isWithin(pointer, '/persoon') && !isWithin(pointer, '/persoon/nietIngezetene');
}

/** Whether a JSON Pointer (RFC 6901) names something in a value. */
export function existsIn(value: unknown, pointer: string): boolean {
  return valueAt(value, pointer) !== undefined;
}

/** What a JSON Pointer names in a value of JSON; undefined when that is nothing. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(at) && !/^(0|[1-9][0-9]*)$/.test(name)) return undefined;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
}

/** Whether a pointer names `whole` or a part of it. */
export function isWithin(pointer: string, whole: string): boolean {
  return pointer === whole || pointer.startsWith(`${whole}/`);
}
