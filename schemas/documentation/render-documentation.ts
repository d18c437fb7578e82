import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeLists } from '../code-lists/rows.ts';
import { changeLogPage } from './change-log.ts';
import { correctionPage } from './correction-page.ts';
import { kitPage } from './kit-page.ts';
import { listPages } from './list-pages.ts';
import { address, documentOf } from './page.ts';
import { recordPages } from './record-pages.ts';
import { signalPages } from './signal-pages.ts';
import { startPage } from './start-page.ts';
import { topicPages } from './topic-pages.ts';

export interface Rendered {
  readonly contentType: string;
  readonly text: string;
}

/**
 * The documentation for suppliers, by address: static pages made of the schemas, the signal catalogue, the code lists of
 * the release and the worked examples, so that they cannot say anything else. They need no script.
 */
export function renderDocumentation(lists: CodeLists): ReadonlyMap<string, Rendered> {
  const pages = [
    startPage,
    ...recordPages(),
    ...signalPages(),
    ...listPages(lists),
    correctionPage,
    ...topicPages,
    kitPage,
    changeLogPage,
  ];
  const style = readFileSync(path.join(import.meta.dirname, 'style.css'), 'utf8');
  return new Map([
    ...pages.map(
      (page) => [address(page.path), { contentType: 'text/html; charset=utf-8', text: documentOf(page) }] as const,
    ),
    [address('stijl.css'), { contentType: 'text/css; charset=utf-8', text: style }],
  ]);
}
