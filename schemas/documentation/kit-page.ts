import { html, table } from './html.ts';
import { address, type Page } from './page.ts';

/** The way to the kit; its manual is docs/kit.md of the project. */
export const kitPage: Page = {
  path: 'kit',
  title: 'Oefenen met de kit',
  body: html`<p>
      Bij het platform hoort een kit voor leveranciers. Zij heeft voor elk bericht een scenario met verzonnen personen,
      schrijft mee wat uw systeem doet, en zegt per scenario wat goed ging en wat niet. U hoeft niemand te bellen.
    </p>
    <pre
      tabindex="0"
      role="region"
      aria-label="Opdracht"
    ><code>npm run lrr -- kit play   # de kit speelt alle scenario’s zelf: zo hoort het te gaan</code></pre>
    ${table(
      'Opdrachten van de kit',
      ['Opdracht', 'Wat zij doet'],
      [
        [html`<code>kit play</code>`, 'Speelt alle scenario’s zelf en laat zien wat er hoort te komen.'],
        [
          html`<code>kit plan</code>`,
          'Schrijft een plan: wat de gebruiker van uw systeem doet, en de berichten die dan horen te komen.',
        ],
        [
          html`<code>kit record</code>`,
          'Geeft een adres waar u uw systeem op richt. Alles gaat door naar de intake en wordt opgeschreven.',
        ],
        [html`<code>kit events</code>`, 'Speelt de leraar en de BRP: een correctieverzoek, een andere naam.'],
        [html`<code>kit check</code>`, 'Leest wat er is opgeschreven en maakt het verslag.'],
        [
          html`<code>kit deliveries</code>`,
          'Maakt een grote levering zoals op een gewone dag, met wat ervan hoort te komen.',
        ],
        [html`<code>kit persons</code>`, 'Geeft verzonnen personen die de oefenomgeving kent.'],
      ],
    )}
    <p>
      De hele handleiding staat in het project: <code>docs/kit.md</code>. Elke opdracht kent <code>--help</code>. Begin
      met de <a href="${address('')}">eerste levering</a> als u nog niets hebt draaien.
    </p>`,
};
