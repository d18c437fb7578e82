import { dayOf, daysBetween } from '../../services/_platform/src/clock/amsterdam.ts';
import { openDatabase } from '../../services/_platform/src/database/database.ts';
import type { TestStack } from './stack.ts';

/** The platform stood still until this day: its services find the date moved and catch up by themselves. */
export async function standStillUntil(stack: TestStack, day: string): Promise<void> {
  await stack.kill('sandbox', 'SIGKILL');
  const database = openDatabase({ url: stack.databases.sandbox.adminUrl, applicationName: 'test', poolSize: 1 });
  await database.query('UPDATE pretend_date SET days_ahead = $1', [daysBetween(dayOf(new Date()), day)]);
  await database.close();
  await stack.restart('sandbox');
}
