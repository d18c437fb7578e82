import type { ParseArgsConfig } from 'node:util';
import type { Platform } from './open-platform.ts';

/**
 * 0 done, 1 failed (the platform, the network, or it was too late), 2 usage (the command line), 3 refused (the platform
 * said no).
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command found, for a program (`--json`) and for a person. */
export interface Outcome {
  readonly data: unknown;
  readonly text: string;
  /** 0 when left out. */
  readonly exitCode?: ExitCode;
}

export interface CommandLine {
  /** What follows the command's own words. */
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

export interface Command {
  /** `parked show` */
  readonly name: string;
  /** What follows the name: `<service>:<id>`, options. */
  readonly usage: string;
  readonly summary: string;
  /** Further lines of its help. */
  readonly help: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  run(platform: Platform, line: CommandLine): Promise<Outcome>;
}

/** The command line is not right: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
