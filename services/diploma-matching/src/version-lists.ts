import { hash } from 'node:crypto';
import type { CodeLists } from '../../../schemas/code-lists/rows.ts';
import type { VersionedLists } from './domain/result.ts';

/** Cuts down the code lists to what a match uses and gives each its version: SHA-256 of its rows, hex. */
export function versionLists({ programmes, conversions, subjects }: CodeLists): VersionedLists {
  return {
    programmes,
    conversions,
    subjects,
    versions: {
      opleidingen: versionOf(programmes),
      conversietabel: versionOf(conversions),
      vakken: versionOf(subjects),
    },
  };
}

function versionOf(rows: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(rows), 'hex');
}

/** The lists as they are kept beside the results that name their versions. */
export function storedLists(lists: VersionedLists): { name: string; version: string; rows: readonly unknown[] }[] {
  return [
    { name: 'opleidingen', version: lists.versions.opleidingen, rows: lists.programmes },
    { name: 'conversietabel', version: lists.versions.conversietabel, rows: lists.conversions },
    { name: 'vakken', version: lists.versions.vakken, rows: lists.subjects },
  ];
}
