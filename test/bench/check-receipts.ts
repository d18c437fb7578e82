import type { GeneratedDelivery, GeneratedRecord } from '../../scripts/generator/generate-load.ts';

interface Receipt {
  readonly identificatiecodeBedrijfsdocument?: string;
  readonly statusMelding: 'A' | 'B';
  readonly signalen: readonly { readonly code: string }[];
}

/** What is wrong with the answers, in words; the empty list when every receipt is as it must be. */
export function receiptFaults(answers: ReadonlyMap<GeneratedDelivery, string>): string[] {
  const faults: string[] = [];
  for (const [{ records, leveringId }, text] of answers) {
    const { ontvangstbevestigingen } = JSON.parse(text) as { ontvangstbevestigingen: Receipt[] };
    if (ontvangstbevestigingen.length !== records.length) {
      faults.push(`${leveringId}: ${ontvangstbevestigingen.length} receipts for ${records.length} records`);
    }
    for (const [index, record] of records.entries()) {
      const fault = receiptFault(record, ontvangstbevestigingen[index]);
      if (fault !== undefined) faults.push(fault);
    }
  }
  return faults;
}

function receiptFault(record: GeneratedRecord, receipt: Receipt | undefined): string | undefined {
  const expected = shown(record.receipt.status, record.receipt.codes);
  if (receipt === undefined) return `${record.kind} ${record.messageId}: no receipt, expected ${expected}`;
  const codes = [...new Set(receipt.signalen.map(({ code }) => code))].sort();
  const got = shown(receipt.statusMelding, codes);
  if (got !== expected) return `${record.kind} ${record.messageId}: receipt ${got}, expected ${expected}`;
  return receipt.identificatiecodeBedrijfsdocument === record.messageId
    ? undefined
    : `${record.kind} ${record.messageId}: the receipt names another record`;
}

const shown = (status: string, codes: readonly string[]): string => [status, ...codes].join(' ');
