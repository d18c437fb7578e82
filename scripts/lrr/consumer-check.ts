import { readFileSync } from 'node:fs';
import { checkReceiver } from '../consumer-check/check-receiver.ts';
import { showCheckReport } from '../consumer-check/show-check-report.ts';
import { UsageError, type Command, type CommandLine } from './command.ts';

export const consumerCheck: Command = {
  name: 'consumer-check',
  usage: 'URL (--secret whsec_… | --secret-file FILE) [--count-url URL]',
  summary: 'tells whether an endpoint receives events of the register as it must',
  help: `Sends events about nobody to URL: rightly and wrongly signed, repeated, out of order, large, slow and several at
once. Take a test environment: what it takes is gone from us. The endpoint has to know the secret already.
--count-url gives JSON {"aantal": n}, the number of events it processed; with it is checked that each counts once.
docs/examples/webhook-receiver.ts passes. Exit code 0 when all is well, 1 when something is wrong, 2 usage.`,
  options: {
    secret: { type: 'string' },
    'secret-file': { type: 'string' },
    'count-url': { type: 'string' },
  },
  run: async (_platform, { positionals, values }) => {
    const [address] = positionals;
    if (address === undefined || positionals.length > 1) throw new UsageError('consumer-check needs one URL');
    const countUrl = values['count-url'] as string | undefined;
    const report = await checkReceiver({
      url: urlFrom(address),
      secret: secretFrom(values),
      countUrl: countUrl === undefined ? undefined : urlFrom(countUrl),
    });
    return { data: report, text: showCheckReport(report), exitCode: report.fout === 0 ? 0 : 1 };
  },
};

function urlFrom(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new UsageError(`${text} is no http(s) address`);
}

function secretFrom(values: CommandLine['values']): string {
  const [given, file] = [values['secret'], values['secret-file']] as (string | undefined)[];
  if ((given === undefined) === (file === undefined)) throw new UsageError('Give --secret or --secret-file');
  const secret = given ?? readSecret(file ?? '');
  if (!/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))
    throw new UsageError(
      'The secret is whsec_ and at least 24 bytes in base64: `echo whsec_$(openssl rand -base64 32)` makes one',
    );
  return secret;
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new UsageError(`${file} cannot be read`, { cause });
  }
}
