/** Runs orderly closing work; false when it failed or was not done in time (it then goes on unattended). */
export async function beforeDeadline(deadlineMs: number, work: () => Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => {
    resolve(false);
  }, deadlineMs);
  const done = work().then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => {
    clearTimeout(timer);
  });
}
