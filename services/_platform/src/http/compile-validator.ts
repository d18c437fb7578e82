import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

const common = { strict: true, strictRequired: false, allErrors: false, useDefaults: false } as const;

/**
 * Bodies are judged as they are: nothing is coerced, defaulted or removed. Path, query and headers are text by nature,
 * so there numbers and booleans are read from it.
 */
export function createValidatorCompiler(): FastifySchemaCompiler<object> {
  const forBodies = new Ajv2020({ ...common, coerceTypes: false });
  const forText = new Ajv2020({ ...common, coerceTypes: true });
  addFormats.default(forBodies);
  addFormats.default(forText);
  return ({ schema, httpPart }) => (httpPart === 'body' ? forBodies : forText).compile(schema);
}
