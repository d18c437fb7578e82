import { html, table } from './html.ts';
import { address, type Page } from './page.ts';

/** Records 16 and 6 with signals 620 and 621, told as one story. */
export const correctionPage: Page = {
  path: 'correcties',
  title: 'Correcties',
  body: html`<p>
      Een leraar die vindt dat er iets niet klopt in zijn benoeming, vraagt het register om correctie. De school levert
      de gegevens, dus de school beoordeelt het verzoek. Zo gaat dat:
    </p>
    <ol>
      <li>
        U haalt <a href="${address('berichten/16')}">bericht 16</a> op: welke benoeming, welke velden, wat de leraar
        zegt, en tot wanneer u kunt antwoorden (<code>antwoordUiterlijk</code>, vier weken). Bewaar
        <code>correctieverzoekId</code>.
      </li>
      <li>
        U antwoordt met <a href="${address('berichten/6')}">bericht 6</a>. <code>JUIST</code>: de gegevens kloppen zoals
        ze er staan. <code>AANGEPAST</code>: de leraar heeft gelijk. Elk aanleverpunt van het bestuur mag antwoorden.
      </li>
      <li>U haalt <a href="${address('berichten/19')}">bericht 19</a> op: uw antwoord is verwerkt.</li>
      <li>
        Hebt u <code>AANGEPAST</code> geantwoord, lever dan de verbeterde stand aan met
        <a href="${address('berichten/1')}">bericht 1</a>. Daarna is het verzoek klaar. Leverde u de verbeterde stand al
        vóór uw antwoord, dan is het meteen klaar. Een stand die niets verandert, telt niet.
      </li>
    </ol>
    <h2>Zolang het verzoek loopt</h2>
    ${table(
      'Zolang het verzoek loopt',
      ['Wanneer', 'Wat u merkt'],
      [
        [
          'U levert een nieuwe stand van die benoeming aan',
          html`De stand wordt verwerkt. Bericht 11 heeft <a href="${address('signalen/620')}">signaal 620</a>, zolang u
            niet hebt geantwoord.`,
        ],
        [
          'Twee weken zonder antwoord',
          html`U krijgt bericht 16 nog eens, met <code>"herinnering": true</code> en hetzelfde
            <code>correctieverzoekId</code>.`,
        ],
        [
          'Vier weken zonder antwoord',
          'Het register neemt contact op met het bestuur, en de leraar kan om een besluit vragen. Tot hij dat doet, kunt u nog antwoorden.',
        ],
        [
          'U antwoordt op een verzoek dat wij niet kennen, van een ander bestuur of dat al beantwoord is',
          html`<a href="${address('signalen/621')}">Signaal 621</a>. Een onbekend nummer wordt meteen afgekeurd; is het
            verzoek al beantwoord, dan komt de afkeuring in bericht 13.`,
        ],
        [
          'U verwijdert de benoeming (bericht 2), of de leraar overlijdt',
          'Een verzoek dat bij u ligt, vervalt. Een antwoord geeft daarna signaal 621. Een besluit waar al om gevraagd is, komt er toch.',
        ],
      ],
    )}
    <h2>In onderzoek</h2>
    <p>
      Van de dag van het verzoek tot het helemaal is afgelopen, staan de velden waarover het gaat in het register
      <em>in onderzoek</em>. Wie de registratie leest, ziet dat: het bestuur bij de benoeming, met de namen van de
      velden, en andere afnemers ook. Aan uw berichten verandert het niets: u levert gewoon verder aan.
    </p>
    <p>
      Is de leraar het niet eens met uw antwoord, dan kan hij binnen zes weken het register om een besluit vragen. Tegen
      dat besluit kunnen hij en het bestuur bezwaar maken en in beroep gaan. Ook zo lang blijft het veld in onderzoek.
      Het bestuur volgt dit, en maakt bezwaar, bij het register: <code>/v1/correcties/{correctieverzoekId}</code>.
    </p>
    <p>
      Wordt het verzoek toegewezen, dan krijgt u bericht 16 nog eens, met <code>"herinnering": true</code>, de velden
      die anders moeten en de dag waarop uw nieuwe stand er uiterlijk is (<code>antwoordUiterlijk</code>). U antwoordt
      dan met die stand, niet met bericht 6: dat geeft signaal 621.
    </p>
    <p>De <a href="${address('kit')}">kit</a> heeft een scenario waarin u dit van begin tot eind oefent.</p>`,
};
