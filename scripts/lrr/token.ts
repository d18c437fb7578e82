import { UsageError, type Command } from './command.ts';

/** A token of the sandbox's issuer, for trying calls by hand. */
export const token: Command = {
  name: 'token',
  usage: '--audience URN [--scope WORD]… [--claim NAME=VALUE]… [--expires-in SECONDS]',
  summary: 'a token of the sandbox, for calls by hand',
  help: `Audiences: urn:lrr:aanlevering (claim oin; scope aanleveren or beheer), urn:lrr:register (claim rol: LERAAR
with registratieId, BESTUUR with bevoegdGezagNummer, INSPECTIE, AFNEMER with afnemerId, BEHEER), urn:lrr:portfolio (claim
portfolioId), urn:lrr:beheer (claim rol: OPERATOR). Values stay text, so leading zeros stay too. Valid for an hour, unless
--expires-in says otherwise.

  curl -H "authorization: Bearer $(npm run -s lrr -- token --audience urn:lrr:beheer --claim rol=OPERATOR)" …`,
  options: {
    audience: { type: 'string' },
    scope: { type: 'string', multiple: true },
    claim: { type: 'string', multiple: true },
    'expires-in': { type: 'string' },
  },
  run: async (platform, { positionals, values }) => {
    const { audience } = values;
    if (typeof audience !== 'string' || positionals.length > 0) throw new UsageError('token needs --audience');
    const seconds = values['expires-in'];
    if (seconds !== undefined && !/^[1-9]\d{0,6}$/.test(seconds as string)) {
      throw new UsageError('--expires-in is a number of seconds');
    }
    const made = await platform.token(audience, {
      scope: (values['scope'] as string[] | undefined) ?? [],
      claims: Object.fromEntries(((values['claim'] as string[] | undefined) ?? []).map(readClaim)),
      ...(seconds !== undefined && { expiresIn: Number(seconds) }),
    });
    return { data: { token: made }, text: made };
  },
};

function readClaim(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--claim ${text}: write it as NAME=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}
