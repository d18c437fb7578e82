import type { ClientBase } from 'pg';

/** Copies a template with all its tables, rows and default rights. Nobody may be connected to the template. */
export async function cloneDatabase(
  admin: ClientBase,
  copy: { readonly name: string; readonly template: string; readonly owner: string },
): Promise<void> {
  const [name, template, owner] = [copy.name, copy.template, copy.owner].map((part) => admin.escapeIdentifier(part));
  // Copying through the log costs no checkpoint; templates are small.
  await admin.query(
    `CREATE DATABASE ${String(name)} OWNER ${String(owner)} TEMPLATE ${String(template)} STRATEGY wal_log`,
  );
}
