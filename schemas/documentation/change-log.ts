import { html } from './html.ts';
import type { Page } from './page.ts';

/** Versions of the message book, newest first. Every one has a folder in message-book/v1/published. */
export const messageBookVersions: readonly { version: string; day: string; changes: readonly string[] }[] = [
  {
    version: '1.0',
    day: '2026-11-22',
    changes: ['Eerste versie: bericht 1 tot en met 4, 6, 11 tot en met 17 en 19.'],
  },
];

export const changeLogPage: Page = {
  path: 'wijzigingen',
  title: 'Wijzigingen van het berichtenboek',
  body: html`<p>
      Een versie heeft twee getallen. Het tweede gaat omhoog als er iets bij komt: een bericht dat in 1.0 goed was,
      blijft goed in elke 1-versie. Houd in uw programma rekening met nieuwe velden in terugkoppelingen, nieuwe signalen
      en nieuwe codes. Het eerste getal gaat alleen omhoog als een oud bericht niet meer goed zou zijn; dan komt er een
      nieuw adres naast <code>/v1</code>.
    </p>
    ${messageBookVersions.map(
      ({ version, day, changes }) =>
        html`<h2>Versie ${version}</h2>
          <p>Van <time datetime="${day}">${day}</time></p>
          <ul>
            ${changes.map((change) => html`<li>${change}</li>`)}
          </ul>`,
    )}`,
};
