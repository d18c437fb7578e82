export interface ErrorDescription {
  readonly class: string;
  readonly code?: string;
  readonly sqlstate?: string;
  /** Places in our own and library code, without the message of the error. */
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
}

const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
/** Five characters with a digit among them, which EPIPE has not. */
const SQLSTATE = /^(?=[A-Z]*\d)[0-9A-Z]{5}$/;
const CLASS = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
/** A frame of V8: `at name (file:line:column)` or `at file:line:column`. */
const FRAME = /^\s{4}at \S.*:\d+:\d+\)?$/;
const MAX_FRAMES = 12;
const MAX_CAUSES = 4;

/**
 * Reduces an error to what can be logged. Messages are left out, because libraries put input in them: PostgreSQL the
 * offending row, JSON.parse a piece of the text, Ajv the value.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!isError(error)) return { class: typeof error };
  const { code, sqlstate, cause } = error as { code?: unknown; sqlstate?: unknown; cause?: unknown };
  const frames = stackFrames(error);
  return {
    class: CLASS.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
    ...(typeof code === 'string' && SQLSTATE.test(code) ? { sqlstate: code } : {}),
    ...(typeof sqlstate === 'string' && SQLSTATE.test(sqlstate) ? { sqlstate } : {}),
    ...(frames.length > 0 ? { stack: frames } : {}),
    ...(isError(cause) && depth < MAX_CAUSES ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

/** Also an error of another realm (a worker, a test's sandbox). */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

/** The message may itself hold lines that look like frames, so the part of the stack that repeats it is cut off first. */
function stackFrames(error: Error): string[] {
  const stack = error.stack ?? '';
  const message = stack.indexOf(error.message);
  const start = message === -1 ? 0 : message + error.message.length;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim().slice('at '.length));
}
