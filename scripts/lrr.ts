/**
 * Operates a running platform from the terminal; `npm run lrr -- help` tells how.
 */
import { runCommandLine } from './lrr/run-command-line.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), console);
