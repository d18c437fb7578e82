import { html, json, table } from './html.ts';
import { address, type Page } from './page.ts';

const feedback: Page = {
  path: 'terugkoppelingen',
  title: 'Terugkoppelingen ophalen',
  body: html`<p>Voor elk aanleverpunt houden wij de terugkoppelingen in volgorde klaar. U haalt ze op in bundels.</p>
    ${json({ bevoegdGezagNummer: '99009', aanleverpuntnummer: '01', volgnummerVerzoek: 1, maxAantal: 500 }, 'POST /v1/terugkoppelingen/ophalen')}
    <p>
      U stuurt dit naar <code>POST /v1/terugkoppelingen/ophalen</code>. Het antwoord heeft <code>berichten</code> (de
      bundel) en <code>restant</code>: hoeveel er daarna nog wachten.
    </p>
    ${table(
      'Volgnummers',
      ['volgnummerVerzoek', 'Wat er gebeurt'],
      [
        ['hoger dan de vorige keer', 'De vorige bundel is aangekomen. U krijgt de volgende.'],
        [
          'hetzelfde',
          'U krijgt de vorige bundel nog eens, precies gelijk. Ook als die leeg was, en welk maxAantal u ook noemt.',
        ],
        ['lager', 'Fout 409 met signaal 396. Er verandert niets.'],
      ],
    )}
    <p>
      Zo raakt er niets kwijt: is de verbinding verbroken, vraag dan met hetzelfde nummer opnieuw. Verhoog het nummer
      pas als u de bundel hebt bewaard. Het eerste nummer mag u kiezen.
    </p>
    <ul>
      <li>
        Blijf vragen tot <code>restant</code> 0 is. Een bundel kan kleiner zijn dan <code>maxAantal</code> terwijl er
        nog wachten; hij is hoogstens 4 MiB.
      </li>
      <li>
        Was de bundel leeg, vraag de volgende keer dan met een hoger nummer. Met hetzelfde nummer blijft hij leeg.
      </li>
      <li>Laat één programma tegelijk ophalen. Doen twee het toch, dan verdelen of verliezen zij geen bundel.</li>
      <li>Antwoord 503: wacht zo lang als <code>Retry-After</code> zegt en vraag hetzelfde nummer opnieuw.</li>
    </ul>
    <p>
      De velden staan bij <a href="${address('berichten/kop')}">kop en ophalen</a>, de berichten zelf bij
      <a href="${address('berichten')}">Berichten</a>.
    </p>`,
};

const webhooks: Page = {
  path: 'webhooks',
  title: 'Webhooks',
  body: html`<p>
      Wilt u niet steeds vragen of er iets wacht? Geef per aanleverpunt een adres op, dan roepen wij u:
      <code>PUT /v1/webhooks/{bevoegdGezagNummer}/{aanleverpuntnummer}</code> met <code>{"url": "https://…"}</code>. Bij
      de eerste keer krijgt u een geheim. Wij laten het één keer zien: bewaar het.
    </p>
    <p>
      De aanroep zegt dat er terugkoppelingen wachten en hoeveel, nooit wat erin staat. U
      <a href="${address('terugkoppelingen')}">haalt ze op</a> zoals altijd.
    </p>
    ${json({ type: 'terugkoppeling.wachtend', timestamp: '2026-01-15T09:00:02.000Z', data: { bevoegdGezagNummer: '99009', aanleverpuntnummer: '01', wachtend: 12 } }, 'Aanroep')}
    <h2>Controleer de handtekening</h2>
    <p>
      Aanroepen zijn ondertekend volgens <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>, waarvoor in
      veel talen een bibliotheek bestaat. In de kopregels staan <code>webhook-id</code> (gelijk bij elke poging: daaraan
      herkent u een herhaling), <code>webhook-timestamp</code> en <code>webhook-signature</code>.
    </p>
    <ul>
      <li>Antwoord snel met een 2xx. Haal daarna pas op.</li>
      <li>
        Elk ander antwoord proberen wij drie dagen lang opnieuw; <code>Retry-After</code> volgen wij, doorverwijzingen
        niet. Met 410 stopt de webhook.
      </li>
      <li>
        Alleen <code>https</code> met een geldig certificaat, en alleen openbare adressen. Is uw certificaat van een
        eigen autoriteit, dan moet het register die eerst kennen.
      </li>
      <li>
        Wordt uw machtiging ingetrokken, dan roepen wij niet meer. Krijgt u haar terug, dan gaat de webhook weer verder.
      </li>
      <li>
        Wij roepen hoogstens eens per minuut per aanleverpunt, en pas opnieuw als u de voorraad hebt geleegd, of na een
        uur als er meer bij kwam.
      </li>
    </ul>
    <h2>Beheren</h2>
    ${table(
      'Webhook beheren',
      ['Aanroep', 'Wat zij doet'],
      [
        [html`<code>GET /v1/webhooks/…</code>`, 'De webhook en de laatste antwoorden die hij kreeg.'],
        [html`<code>POST /v1/webhooks/…/proefaanroepen</code>`, 'Eén aanroep van soort ping, nu meteen.'],
        [html`<code>POST /v1/webhooks/…/geheimen</code>`, 'Een nieuw geheim; het vorige blijft nog even gelden.'],
        [html`<code>DELETE /v1/webhooks/…</code>`, 'Niet meer roepen.'],
      ],
    )}`,
};

const phases: Page = {
  path: 'fasen',
  title: 'Fasen en machtigingen',
  body: html`<p>Een bestuur is in een fase. De fase op de dag van ontvangst telt.</p>
    ${table(
      'Fasen',
      ['Fase', 'Wat er met uw bericht gebeurt'],
      [
        ['GEEN', 'Het bestuur doet nog niet mee: signaal 366.'],
        [
          'PROEF',
          'Uw bericht wordt echt beoordeeld en u krijgt terugkoppeling, maar er wordt niets vastgelegd. Ontvangstbevestiging en terugkoppeling hebben "proef": true.',
        ],
        ['LIVE', 'Uw bericht telt.'],
      ],
    )}
    <p>
      Omdat er niets wordt vastgelegd, weten proefberichten niets van elkaar: ze worden beoordeeld op wat het register
      echt weet. Verwijdert u in de proef een benoeming die u net in de proef aanleverde, dan krijgt u
      <a href="${address('signalen/304')}">signaal 304</a>; een oudere stand na een nieuwere geeft geen 312. Wilt u
      reeksen oefenen, gebruik dan de <a href="${address('kit')}">kit</a> in de oefenomgeving.
    </p>
    <p>
      Gaat een bestuur van PROEF naar LIVE, lever dan alles opnieuw aan. U hoeft geen nieuwe berichtnummers te maken:
      een nummer uit de proef is voor het echt nog vrij.
    </p>
    <h2>Machtigingen</h2>
    <p>
      Het OIN van uw token moet gemachtigd zijn voor bestuur en aanleverpunt, anders krijgt u
      <a href="${address('signalen/366')}">signaal 366</a>. Welke machtigingen u hebt, met de fase van elk bestuur, ziet
      u met <code>GET /v1/mandaten</code>. Staat <code>oinLeverancier</code> in de kop, dan moet dat het OIN van uw
      token zijn; anders <code>oinVerzender</code>.
    </p>`,
};

const simulation: Page = {
  path: 'simulatie',
  title: 'Simulatie',
  body: html`<p>
      Met <code>POST /v1/leveringen/simulaties</code> ziet u wat een levering zou doen, zonder dat er iets gebeurt. U
      stuurt dezelfde inhoud als bij een levering, met 1 tot 500 berichten.
    </p>
    <p>Per bericht krijgt u:</p>
    <ul>
      <li><code>ontvangstbevestiging</code>: die u bij het aanleveren zou krijgen;</li>
      <li>
        <code>verwachteTerugkoppeling</code>: wat het register zou antwoorden, met de plek in register of voorportaal;
      </li>
      <li><code>gebeurtenissen</code>: wat er in het register zou veranderen.</li>
    </ul>
    <p>
      Elk bericht wordt voor zich beoordeeld, op de stand van dit moment: bericht 2 weet niets van bericht 1. Er wordt
      geen berichtnummer verbruikt. Een bericht dat al is aangenomen, krijgt zijn eigen ontvangstbevestiging.
    </p>
    <p class="let-op">
      Een simulatie is om te oefenen en te controleren. Wilt u met een hele school proefdraaien, gebruik dan de fase
      <a href="${address('fasen')}">PROEF</a>.
    </p>`,
};

const large: Page = {
  path: 'grote-leveringen',
  title: 'Grote leveringen',
  body: html`<p>
      Een gewone levering heeft hoogstens 500 berichten en 4 MiB. Voor meer, zoals een jaarovergang, stuurt u regels:
      <code>POST /v1/leveringen</code> met <code>content-type: application/x-ndjson</code>.
    </p>
    <ul>
      <li>De eerste regel is <code>{"leveringId": "…"}</code>. Elke volgende regel is één bericht.</li>
      <li>
        Hoogstens 100.000 berichten, 512 MiB in totaal en 1 MiB per regel. Inpakken met gzip mag (<code
          >Content-Encoding: gzip</code
        >); de grenzen gelden uitgepakt.
      </li>
      <li>
        Het antwoord is ook in regels: per bericht een ontvangstbevestiging, zodra het is vastgelegd. Lees het antwoord
        dus terwijl u stuurt.
      </li>
      <li>Een regel die geen JSON is, is één afgekeurd bericht (359) op zijn plaats. De andere gaan door.</li>
    </ul>
    <p>De laatste regel zegt wat er van het geheel werd:</p>
    ${json({ leveringId: '5f3f1c1e-9d3a-4a59-8d5b-0d1f6a2b3c4d', toestand: 'VOLLEDIG', aantal: 41250 }, 'Laatste regel')}
    <p>
      Staat er <code>AFGEBROKEN</code>, of brak de verbinding af? Stuur dezelfde levering opnieuw vanaf de eerste regel.
      Wat al was aangenomen krijgt dezelfde ontvangstbevestiging, de rest wordt alsnog beoordeeld.
    </p>
    <p>
      Met <code>GET /v1/leveringen/{leveringId}</code> ziet u later wat er van een levering werd, 13 maanden lang. Van
      één bericht: <code>GET /v1/ontvangstbevestigingen/{identificatiecodeBedrijfsdocument}</code>.
    </p>`,
};

const quality: Page = {
  path: 'kwaliteit',
  title: 'Kwaliteit',
  body: html`<h2>Wat nog hersteld moet worden</h2>
    <p>
      <code>GET /v1/afkeuringen?bevoegdGezagNummer=…</code> laat zien welke afgekeurde berichten nog niet zijn hersteld.
      Een afkeuring sluit vanzelf zodra het register een later bericht over dezelfde benoeming aanneemt. Wij herkennen
      dat aan bestuur, persoon en benoemingvolgnummer, of aan aanleverpunt, personeelsnummer en benoemingvolgnummer. Vul
      daarom altijd <code>personeelsnummer</code> in.
    </p>
    <h2>Uw cijfers</h2>
    <p>
      <code>GET /v1/leveranciers/{oin}/kwaliteit?maand=2026-01</code> geeft van een maand: hoeveel berichten u leverde,
      welk deel is afgekeurd, met welke signalen, en hoe snel u herstelde. Ernaast staat de mediaan van alle
      leveranciers, nooit over minder dan vijf.
    </p>`,
};

const problems: Page = {
  path: 'fouten',
  title: 'Foutantwoorden',
  body: html`<p>
      Een fout in één bericht is een signaal in de ontvangstbevestiging; het antwoord is dan gewoon 202. Alleen als het
      hele verzoek niet kan, krijgt u een foutantwoord: <code>application/problem+json</code> volgens RFC 9457. Het veld
      <code>type</code> verandert niet, bouw daarop. Bij <code>instance</code> staat het nummer waarmee de helpdesk uw
      verzoek terugvindt; het staat ook in de kopregel <code>x-request-id</code>.
    </p>
    ${table(
      'Foutantwoorden',
      ['Status', 'Wat er is', 'Wat u doet'],
      [
        [
          '400',
          'Het verzoek is geen JSON, of het omhulsel klopt niet. Een dubbele sleutel of een getal dat te groot is, is een fout van het hele verzoek.',
          'Kijk bij reden, positie of fouten, en verbeter het verzoek.',
        ],
        ['401', 'Het token ontbreekt, is verlopen of is niet voor deze dienst.', 'Haal een nieuw token.'],
        ['403', 'Het token mag dit niet.', 'Controleer scope en machtiging.'],
        [
          '404',
          'Dit is er niet, of niet voor u.',
          'Controleer het nummer. Adressen eindigen nooit op een schuine streep.',
        ],
        ['408', 'Het verzoek kwam te traag binnen.', 'Stuur het opnieuw.'],
        [
          '409',
          'leveringId is gebruikt voor andere inhoud, of volgnummerVerzoek is te laag.',
          'Gebruik een nieuw leveringId, of een hoger volgnummer.',
        ],
        [
          '413',
          'Meer dan 500 berichten of 4 MiB.',
          html`Deel op, of gebruik <a href="${address('grote-leveringen')}">regels</a>.`,
        ],
        ['415', 'De soort inhoud kennen wij hier niet.', 'Gebruik application/json.'],
        ['429', 'Te veel verzoeken.', 'Wacht zo lang als Retry-After zegt.'],
        [
          '503',
          'Iets bij ons is even weg. Er is niets vastgelegd.',
          'Wacht zo lang als Retry-After zegt en stuur hetzelfde opnieuw.',
        ],
      ],
    )}
    <p>Elk antwoord heeft de kopregel <code>API-Version</code>.</p>`,
};

export const topicPages: readonly Page[] = [feedback, webhooks, phases, simulation, large, quality, problems];
