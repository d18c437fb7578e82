import { X509Certificate } from 'node:crypto';

const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

/**
 * What is wrong with a bundle of certificates (PEM, one after another; words between them are passed by), with the number
 * of the first one that is, counted from 1. OpenSSL takes what it can read of a bundle and is silent about the rest.
 */
export function certificatesFault(bundle: string): string | undefined {
  let whole = 0;
  let lines: string[] | undefined;
  const wrong = (fault: string): string => `certificate ${String(whole + 1)} ${fault}`;
  for (const line of bundle.split(/\r?\n/).map((text) => text.trimEnd())) {
    if (line === BEGIN) {
      if (lines !== undefined) return wrong('has no end');
      lines = [line];
    } else if (line === END) {
      if (lines === undefined) return wrong('has no beginning');
      if (!canBeRead([...lines, line])) return wrong('cannot be read');
      lines = undefined;
      whole += 1;
    } else if (line.includes('-----')) {
      return wrong('has a line that is no certificate, such as a key or an indented beginning');
    } else {
      lines?.push(line);
    }
  }
  if (lines !== undefined) return wrong('has no end');
  return whole === 0 ? 'holds no certificate' : undefined;
}

function canBeRead(lines: readonly string[]): boolean {
  try {
    new X509Certificate(`${lines.join('\n')}\n`);
    return true;
  } catch {
    return false;
  }
}
