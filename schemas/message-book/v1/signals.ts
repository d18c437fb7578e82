import { signalCatalogue, type SignalCode } from '../../code-lists/signal-catalogue.ts';
import type { Signaal } from './generated.ts';

const maxTextLength = 250;

/**
 * Makes a signal from its row in the catalogue.
 * @param veld JSON Pointer into the record, `''` = the record as a whole
 * @param waarden what fills the placeholders of the text, and is given to programs as it stands; never the BSN or the
 *   birth date. A placeholder without a value is filled with `-`, so that no reader ever sees a brace.
 */
export function makeSignal(code: SignalCode, veld: string, waarden?: Readonly<Record<string, string>>): Signaal {
  const row = signalCatalogue[code];
  const text = row.tekst.replace(/\{([a-z_]+)\}/g, (_, name: string) => waarden?.[name] ?? '-');
  return {
    code,
    ernst: row.ernst,
    veld,
    tekst: text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength - 1)}…`,
    ...(waarden === undefined ? {} : { waarden: { ...waarden } }),
  };
}

/** A: the record is rejected; S: a notice, which never stops anything. */
export function isRejection(signal: Pick<Signaal, 'ernst'>): boolean {
  return signal.ernst === 'A';
}

/** For codes that come over a wire: whether the catalogue has this one. */
export function isSignalCode(code: string): code is SignalCode {
  return Object.hasOwn(signalCatalogue, code);
}
