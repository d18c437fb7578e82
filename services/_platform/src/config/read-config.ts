import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv';
import type { ConfigOf, Settings } from './settings.ts';

/** Everything that is wrong with the environment, one line per variable, without any value. */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`the environment is not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const ajv = new Ajv2020({ allErrors: true, coerceTypes: true, useDefaults: true, strict: true });

/**
 * Reads and checks the environment variables of a service. Every variable NAME may also be given as NAME_FILE, the
 * path of a file that holds the value (for secrets that are mounted); a line break at the file's end is dropped.
 * An empty variable counts as one that is not set, unless its setting has a default: then it is the empty text.
 *
 * @throws ConfigError naming every wrong variable at once.
 */
export function readConfig<S extends Settings>(
  settings: S,
  environment: Readonly<Record<string, string | undefined>>,
): ConfigOf<S> {
  const faults: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(settings)) {
    const value = readVariable(name, environment, faults);
    if (value !== undefined && (value !== '' || ('default' in schema && schema['type'] === 'string'))) {
      given[name] = value;
    }
  }

  const validate = ajv.compile<ConfigOf<S>>({
    type: 'object',
    properties: Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema])),
    required: Object.keys(settings).filter((name) => settings[name]?.optional === false),
  });
  const valid = validate(given);
  if (!valid) faults.push(...(validate.errors ?? []).map(describeFault));
  faults.push(...textFaults(settings, given));
  if (!valid || faults.length > 0) throw new ConfigError([...new Set(faults)].sort());
  return given;
}

/** The configuration as it may be shown: secrets are only said to be set, passwords inside addresses are covered. */
export function printableConfig<S extends Settings>(settings: S, config: ConfigOf<S>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, { secret }]) => {
      const value = config[name];
      if (value === undefined) return [name, '(not set)'];
      if (secret) return [name, '(secret)'];
      return [name, typeof value === 'string' ? value.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:…@') : value];
    }),
  );
}

function readVariable(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  faults: string[],
): string | undefined {
  const file = environment[`${name}_FILE`];
  if (file === undefined || file === '') return environment[name];
  if (environment[name] !== undefined) {
    faults.push(`${name}: given twice, as ${name} and as ${name}_FILE`);
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    faults.push(`${name}_FILE: the file cannot be read`);
    return undefined;
  }
}

function textFaults(settings: Settings, given: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).flatMap(([name, { faultOf }]) => {
    const value = given[name];
    const fault = typeof value === 'string' ? faultOf?.(value) : undefined;
    return fault === undefined ? [] : [`${name}: ${fault}`];
  });
}

function describeFault(error: ErrorObject): string {
  const missing: unknown = error.params['missingProperty'];
  if (typeof missing === 'string') return `${missing}: is missing`;
  return `${error.instancePath.slice(1)}: ${error.message ?? 'is not valid'}`;
}
