import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The value of a record as a JSON object.
 * @throws PoisonError
 */
export function readObject(value: Buffer | null): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value?.toString('utf8') ?? 'null');
  } catch {
    throw new PoisonError('NOT_JSON', 'the value is not JSON');
  }
  if (!isObject(parsed)) throw new PoisonError('NOT_AN_OBJECT', 'the value is not a JSON object');
  return parsed;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
