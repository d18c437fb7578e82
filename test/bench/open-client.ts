import pg from 'pg';

/** A connection of the bench. One that breaks while it waits must not end the process: the next query reports it. */
export async function openClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'bench' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
