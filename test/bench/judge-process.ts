/**
 * What intake's judgement costs in CPU time per record, beyond reading its JSON and checking it against its schema: the
 * stages of one sound record of median size, with the answer of the vault at hand. No database, no vault, no network.
 * Run: node test/bench/judge-process.ts [records per round, 20000]
 * Prints a JSON object: records, their shortest and longest text in characters, µs per record by what was done.
 */
import { createSecretKey } from 'node:crypto';
import { syntheticNumbers } from '../../infra/sandbox/src/population/citizen-numbers.ts';
import { syntheticPerson } from '../../infra/sandbox/src/population/synthetic-person.ts';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { shapeCheck } from '../../schemas/message-book/v1/validators.ts';
import { judgeArrival, judgeContent, judgeHead } from '../../services/appointment-intake/src/domain/judge-record.ts';
import { judgementLists } from '../../services/appointment-intake/src/domain/judgement-lists.ts';
import { momentOf } from '../../services/appointment-intake/src/domain/moment.ts';
import { fingerprint } from '../../services/appointment-intake/src/intake/fingerprint.ts';
import { recordKinds } from '../../services/appointment-intake/src/messages/record-kinds.ts';
import { generateLoad } from '../../scripts/generator/generate-load.ts';

const perRound = Number(process.argv[2] ?? 20_000);
const rounds = 9;
const now = new Date('2026-11-02T10:00:00.000Z');
const today = '2026-11-02';

const codeLists = loadCodeLists();
const lists = judgementLists(codeLists);
const moment = momentOf(now, today);
const checks = { kop: shapeCheck('kop'), benoeming: shapeCheck('benoeming') };
const rules = { checkKop: checks.kop, kinds: recordKinds };
const key = createSecretKey(Buffer.alloc(32, 1));
const answer = { registratieId: '00000000-0000-4000-8000-000000000001', signalen: [] };

const texts = medianRecords();
interface SentRecord {
  readonly kop: { readonly oinLeverancier?: string; readonly oinVerzender: string };
  readonly benoeming: unknown;
}
const parsed = texts.map((text) => JSON.parse(text) as SentRecord);
const prints = parsed.map((record) => fingerprint(record, key));

const parse = measured((index) => {
  JSON.parse(texts[index] ?? '');
});
const schema = measured((index) => {
  const record = parsed[index];
  checks.kop(record?.kop);
  checks.benoeming(record?.benoeming);
});
const canonical = measured((index) => {
  fingerprint(parsed[index], key);
});
const whole = measured((index) => {
  judge(parsed[index], index);
});
console.log(
  JSON.stringify({
    records: texts.length,
    shortest: texts[0]?.length,
    longest: texts.at(-1)?.length,
    microseconds: { parse, schema, fingerprint: canonical, judgement: whole - schema },
  }),
);

function judge(record: SentRecord | undefined, index: number): void {
  const head = judgeHead(record, moment, rules);
  const print = prints[index];
  if (head.outcome !== 'OPENED' || record === undefined || print === undefined) throw new Error('no sound head');
  const callerOin = record.kop.oinLeverancier ?? record.kop.oinVerzender;
  const arrived = judgeArrival(head, { callerOin, mayDeliver: true, ...print });
  if (arrived.outcome !== 'TO_ASK') throw new Error('not sound as it arrived');
  const { outcome } = judgeContent(arrived, answer, moment, lists);
  if (outcome !== 'ACCEPTED') throw new Error('not accepted');
}

/** Sound records of the generator, the middle tenth of them by size. */
function medianRecords(): string[] {
  const records = 5_000;
  const load = generateLoad({
    seed: 1,
    lists: codeLists,
    today,
    now,
    persons: syntheticNumbers(0, records).map(syntheticPerson),
    records,
    perRequest: 100,
    streams: 1,
  });
  const sound = load.streams
    .flat()
    .flatMap((delivery) => delivery.records)
    .filter(({ kind }) => kind === 'NEW')
    .map(({ record }) => JSON.stringify(record))
    .sort((a, b) => a.length - b.length);
  return sound.slice(Math.floor(sound.length * 0.45), Math.floor(sound.length * 0.55));
}

/** CPU time of this process per call, in µs: the median of the rounds, after one to warm up. */
function measured(work: (index: number) => void): number {
  const took: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    for (let done = 0; done < perRound; done += 1) work(done % texts.length);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) took.push((user + system) / perRound);
  }
  return took.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
