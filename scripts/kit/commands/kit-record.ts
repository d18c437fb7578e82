import { appendFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { UsageError, type Command } from '../../lrr/command.ts';
import { recordExchanges } from '../record-exchanges.ts';
import { numberOf, textOf } from './kit-options.ts';

const PORT = 7190;

export const kitRecord: Command = {
  name: 'kit record',
  usage: '--journal FILE [--intake URL] [--port N] [--lose N]',
  summary: 'stands between your system and the intake and writes down every call, until Ctrl-C',
  help: `Point your system at the address that it prints; all calls go on to the intake (the running platform unless
--intake is given) with your own token, which is not written down. The file is added to; it holds the data that you send.
With --lose N the answer to the N-th delivery is lost on purpose: your system must then find out what became of it.`,
  options: {
    journal: { type: 'string' },
    intake: { type: 'string' },
    port: { type: 'string' },
    lose: { type: 'string' },
  },
  run: async (platform, { positionals, values }) => {
    const journal = textOf(values, 'journal');
    if (journal === undefined || positionals.length > 0) throw new UsageError('kit record needs --journal FILE');
    const intake = (textOf(values, 'intake') ?? platform.endpoints.intake).replace(/\/+$/, '');
    const loseAnswer = numberOf(values, 'lose');
    let aanroepen = 0;
    const server = recordExchanges({
      intake,
      ...(loseAnswer !== undefined && { loseAnswer }),
      onExchange: (exchange) => {
        aanroepen += 1;
        appendFileSync(journal, `${JSON.stringify(exchange)}\n`);
      },
    });
    server.listen(numberOf(values, 'port') ?? PORT, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.stderr.write(`Richt uw systeem op ${url}; alles gaat door naar ${intake}. Stop met Ctrl-C.\n`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    server.closeAllConnections();
    server.close();
    return { data: { journal, aanroepen }, text: `${aanroepen} aanroepen in ${journal}` };
  },
};
