import { html, type Html } from './html.ts';

/** A page of the documentation. */
export interface Page {
  /** Below /documentatie; empty for the first page. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
}

const chapters = [
  ['', 'Beginnen'],
  ['berichten', 'Berichten'],
  ['signalen', 'Signalen'],
  ['waardenlijsten', 'Waardenlijsten'],
  ['terugkoppelingen', 'Terugkoppelingen ophalen'],
  ['correcties', 'Correcties'],
  ['webhooks', 'Webhooks'],
  ['fasen', 'Fasen en machtigingen'],
  ['simulatie', 'Simulatie'],
  ['grote-leveringen', 'Grote leveringen'],
  ['kwaliteit', 'Kwaliteit'],
  ['kit', 'Oefenen met de kit'],
  ['fouten', 'Foutantwoorden'],
  ['wijzigingen', 'Wijzigingen'],
] as const;

export function address(path: string): string {
  return path === '' ? '/documentatie' : `/documentatie/${path}`;
}

/** The whole document of a page, with the way to all the others. */
export function documentOf({ path, title, body }: Page): string {
  const chapter = path.split('/')[0];
  const items = chapters.map(([to, name]) => {
    const current = to === path ? html` aria-current="page"` : to === chapter ? html` aria-current="true"` : undefined;
    return html`<li><a href="${address(to)}" ${current}>${name}</a></li>`;
  });
  return html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Aanleveren aan het lerarenregister</title>
        <link rel="stylesheet" href="/documentatie/stijl.css" />
      </head>
      <body>
        <a class="overslaan" href="#inhoud">Naar de inhoud</a>
        <header>
          <p><a href="/documentatie">Aanleveren aan het lerarenregister</a></p>
        </header>
        <div class="kolommen">
          <nav aria-label="Hoofdstukken">
            <details open>
              <summary>Hoofdstukken</summary>
              <ul>
                ${items}
              </ul>
            </details>
          </nav>
          <main id="inhoud">
            <h1>${title}</h1>
            ${body}
          </main>
        </div>
        <footer>
          <p>
            Berichtenboek 1.0 · <a href="/v1/openapi.json">Beschrijving voor programma’s (OpenAPI)</a> ·
            <a href="/documentatie/wijzigingen">Wijzigingen</a>
          </p>
        </footer>
      </body>
    </html> `.text;
}
