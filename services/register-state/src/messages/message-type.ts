import type { Command } from '../domain/commands.ts';
import type { WireCommand } from '../apply/logged-command.ts';

/** How one kind of command about a person is read. */
export interface MessageType<W extends WireCommand> {
  /** @throws PoisonError WRONG_SHAPE */
  check(value: unknown): W;
  toCommand(wire: W): Command;
}

/** Keeps the two halves of a message type of one type; the result is read by `soort` alone. */
export function messageType<W extends WireCommand>(type: MessageType<W>): MessageType<WireCommand> {
  return type;
}
