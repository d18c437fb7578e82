/**
 * A receiver of the register's events that does what a consumer must; `npm run lrr -- consumer-check` finds nothing on
 * it. What matters, in this order: the signature over the bytes as they came, one transaction for "have I seen it" and
 * the work, and 2xx only after that.
 *
 *   WEBHOOK_SECRET=whsec_… PORT=8080 DATABASE=events.sqlite node docs/examples/webhook-receiver.ts
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { Webhook } from 'standardwebhooks';

const LARGEST_BODY = 1024 * 1024;

interface RegisterEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** Ten digits: the place among the events of this person. */
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export function createReceiver(o: { readonly secret: string; readonly databaseFile: string }): Server {
  const webhook = new Webhook(o.secret);
  const database = new DatabaseSync(o.databaseFile);
  database.exec(`
    CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY) STRICT;
    CREATE TABLE IF NOT EXISTS persons (subject TEXT PRIMARY KEY, sequence TEXT NOT NULL, type TEXT NOT NULL) STRICT;`);

  async function receive(request: IncomingMessage): Promise<number> {
    const body = await readBody(request);
    if (body === undefined) return 413;
    const event = verified(webhook, body, request.headers);
    if (event === undefined) return 401;
    database.exec('BEGIN IMMEDIATE');
    try {
      const { changes } = database.prepare('INSERT INTO seen (id) VALUES (?) ON CONFLICT DO NOTHING').run(event.id);
      if (changes === 1) work(database, event);
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
    return 204;
  }

  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const row = database.prepare('SELECT count(*) AS aantal FROM seen').get();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(row));
      return;
    }
    receive(request).then(
      (status) => response.writeHead(status).end(),
      // Whatever goes wrong here, the event comes back.
      () => response.writeHead(500).end(),
    );
  });
  server.on('close', () => {
    database.close();
  });
  return server;
}

/** @returns undefined when somebody else made it, it was changed on the way, or it is more than five minutes old */
function verified(webhook: Webhook, body: string, headers: IncomingHttpHeaders): RegisterEvent | undefined {
  try {
    return webhook.verify(body, headers as Record<string, string>) as RegisterEvent;
  } catch {
    return undefined;
  }
}

/**
 * What a consumer does with an event. Unknown types and members are passed by, and so is what is older than what is
 * already known: a replay tells old events after new ones.
 */
function work(database: DatabaseSync, event: RegisterEvent): void {
  const { subject, sequence, type } = event;
  if (tellsDestruction(event)) {
    database.prepare('DELETE FROM persons WHERE subject = ?').run(subject);
    return;
  }
  database
    .prepare(
      `INSERT INTO persons (subject, sequence, type) VALUES (?, ?, ?)
       ON CONFLICT (subject) DO UPDATE SET sequence = excluded.sequence, type = excluded.type
       WHERE excluded.sequence > persons.sequence`,
    )
    .run(subject, sequence, type);
}

/** By an event of its own, by the one that closes its command, and by every older one that is told again: it has no data. */
function tellsDestruction({ type, data }: RegisterEvent): boolean {
  const changes = data['wijzigingen'];
  return (
    type === 'nl.lerarenregister.persoon-vernietigd.v1' ||
    (Array.isArray(changes) && changes.includes('persoon-vernietigd')) ||
    Object.keys(data).length === 0
  );
}

/** @returns undefined when it is too large */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= LARGEST_BODY) chunks.push(chunk as Buffer);
  }
  return length <= LARGEST_BODY ? Buffer.concat(chunks).toString('utf8') : undefined;
}

if (import.meta.main) {
  const { WEBHOOK_SECRET: secret, DATABASE: databaseFile = 'events.sqlite', PORT: port = '8080' } = process.env;
  if (secret === undefined) throw new Error('Set WEBHOOK_SECRET to the secret of the subscription');
  createReceiver({ secret, databaseFile }).listen(Number(port), () => {
    console.log(`Listening on port ${port}`);
  });
}
