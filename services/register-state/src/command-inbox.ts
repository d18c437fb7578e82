import type { Decoded, Inbox } from '../../_platform/src/consumer/batch-handler.ts';
import { insertInbox } from '../../_platform/src/consumer/sql/insert-inbox.ts';
import type { ReceivedCommand } from './messages/read-command.ts';
import { selectKnownCommands } from './sql/select-known-commands.ts';

/** What is answered and not folded: the log does not hold its id. */
function isOnlyAnswered({ about }: Pick<ReceivedCommand, 'about'>): boolean {
  return about === 'trial' || about === 'overview';
}

/**
 * The command log is the inbox of what was applied: its rows are written by `apply`. What is only answered leaves no row
 * there, so the platform's table remembers it.
 */
export const commandInbox: Inbox<ReceivedCommand> = {
  async fresh(tx, at, entries) {
    const answered = entries.filter(({ message }) => isOnlyAnswered(message));
    const logged = entries.filter(({ message }) => !isOnlyAnswered(message));
    const known = logged.length === 0 ? new Map<string, Buffer>() : await selectKnownCommands(tx, logged.map(idOf));
    const { fresh, conflicting } =
      answered.length === 0
        ? { fresh: new Set<string>(), conflicting: new Set<string>() }
        : await insertInbox(tx, at.consumer, answered);
    for (const { id, contentHash } of logged) {
      const former = known.get(id);
      if (former === undefined) fresh.add(id);
      else if (!former.equals(contentHash)) conflicting.add(id);
    }
    return { fresh, conflicting };
  },
};

function idOf({ id }: Decoded<ReceivedCommand>): string {
  return id;
}
