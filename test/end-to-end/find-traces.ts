import pg from 'pg';
import { readWholeTopic, type TopicSource } from '../../scripts/demonstration/read-topic.ts';

/** Something searched for: what it is called in a finding (the value itself is never printed) and how it is written. */
export interface Trace {
  readonly name: string;
  readonly value: string;
}

interface Haystack {
  readonly place: string;
  readonly text: string;
}

/** Every spelling in which a store could hold the value: as text, as hex of its bytes, and in base64. */
function spellings({ value }: Trace): string[] {
  const bytes = Buffer.from(value, 'utf8');
  // Base64 of a value inside longer bytes depends on where it begins; these are the parts that never change.
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const from = Math.ceil((shift * 4) / 3);
    const whole = Math.floor(((bytes.length + shift) * 8) / 6);
    return text.slice(from, whole);
  });
  return [value, bytes.toString('hex'), ...shifted].map((text) => text.toLowerCase());
}

/** Where the traces are found, one line for each place and trace; never the value. */
export function findTraces(haystacks: Iterable<Haystack>, traces: readonly Trace[]): string[] {
  const searched = traces.map((trace) => ({ trace, texts: spellings(trace) }));
  const found = new Set<string>();
  for (const { place, text } of haystacks) {
    const lower = text.toLowerCase();
    for (const { trace, texts } of searched) {
      if (texts.some((spelling) => lower.includes(spelling))) found.add(`${trace.name} in ${place}`);
    }
  }
  return [...found].toSorted();
}

/** Keys, headers and values of everything the topics hold now. */
export async function topicTexts(source: TopicSource, topics: readonly string[]): Promise<Haystack[]> {
  const all: Haystack[] = [];
  for (const topic of topics) {
    for (const record of await readWholeTopic(source, topic)) {
      const headers = Object.entries(record.headers).map(([name, value]) => `${name}=${value.toString('latin1')}`);
      const parts = [record.key?.toString('utf8'), ...headers, record.value?.toString('utf8')];
      all.push({ place: `topic ${topic}`, text: parts.join('\n') });
    }
  }
  return all;
}

/** Every row of every table of a database, as text. */
export async function databaseTexts(name: string, adminUrl: string): Promise<Haystack[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const tables = await client.query<{ schema: string; table: string }>(
      `select table_schema as schema, table_name as table from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const all: Haystack[] = [];
    for (const { schema, table } of tables.rows) {
      const quoted = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
      const rows = await client.query<{ row: string }>(`select t::text as row from ${quoted} t`);
      all.push({
        place: `database ${name}, table ${schema}.${table}`,
        text: rows.rows.map(({ row }) => row).join('\n'),
      });
    }
    return all;
  } finally {
    await client.end();
  }
}
