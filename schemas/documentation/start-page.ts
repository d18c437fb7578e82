import { html, type Html } from './html.ts';
import { address, type Page } from './page.ts';

/** Commands to type; a test runs them word for word, one after the other, in one shell. */
function type(commands: string): Html {
  return html`<pre
    class="doe"
    tabindex="0"
    role="region"
    aria-label="Opdrachten"
  ><code>${commands.trim()}</code></pre>`;
}

/** What appears then, each line a piece of it; the test looks for them. */
function see(...lines: readonly string[]): Html {
  return html`<p>U ziet onder meer:</p>
    <pre class="antwoord" tabindex="0" role="region" aria-label="U ziet"><code>${lines.join('\n')}</code></pre>`;
}

/** The walk-through: from nothing to a delivery with its feedback. */
export const startPage: Page = {
  path: '',
  title: 'In een uur van niets naar een goede levering',
  body: html`<p>
      Welkom. Op deze bladzijde levert u uw eerste benoeming aan: u maakt een fout, ziet wat wij daarvan zeggen,
      herstelt haar en haalt de terugkoppeling op. U hebt alleen <code>curl</code> en Node nodig. Alles gebeurt in de
      oefenomgeving op uw eigen computer, met verzonnen personen.
    </p>

    <h2>1. Start de oefenomgeving</h2>
    <p>In de map van dit project, in een eigen venster:</p>
    <pre tabindex="0" role="region" aria-label="Opdracht"><code>npm start</code></pre>
    <p>
      Zegt het venster dat alles draait, open dan een tweede venster voor de rest. Noemt het andere adressen dan
      hieronder, neem dan die over.
    </p>
    ${type(`
AANLEVEREN=http://127.0.0.1:7101
OEFEN=http://127.0.0.1:7110
curl -s $AANLEVEREN/health/ready
`)}
    ${see('"status":"OK"')}

    <h2>2. Haal een token</h2>
    <p>
      Elk verzoek draagt een token met uw OIN. In de oefenomgeving maakt u het zelf; in het echt krijgt u het met uw
      certificaat.
    </p>
    ${type(`
token() {
  curl -s $OEFEN/tokens -H 'content-type: application/json' \\
    -d "{\\"audience\\":\\"urn:lrr:aanlevering\\",\\"scope\\":[\\"$1\\"],\\"claims\\":{\\"oin\\":\\"00000003999999990000\\"}}" |
    node -p 'JSON.parse(require("fs").readFileSync(0)).token'
}
LEVERANCIER=$(token aanleveren)
BEHEER=$(token beheer)
`)}

    <h2>3. Regel de machtiging</h2>
    <p>
      U mag alleen aanleveren voor een bestuur dat u heeft gemachtigd, per aanleverpunt. In het echt doet de beheerder
      dit; hier speelt u die zelf.
    </p>
    ${type(`
curl -s -o /dev/null -w 'machtiging: %{http_code}\\n' -X PUT -H "authorization: Bearer $BEHEER" \\
  $AANLEVEREN/v1/mandaten/00000003999999990000/90152/09
`)}
    ${see('machtiging: 204')}

    <h2>4. Zet een leraar in de oefen-BRP</h2>
    ${type(`
curl -s $OEFEN/brp/personen -H 'content-type: application/json' -d '[{"burgerservicenummer":"999990019",
  "geboortedatum":"1985-04-12","geslacht":"V","geslachtsnaam":"Peeters","voornamen":"An"}]'
`)}
    ${see('"aantal":1')}

    <h2>5. Schrijf uw eerste bericht</h2>
    <p>
      Een levering heeft een eigen nummer en 1 tot 500 berichten. Elk bericht heeft een
      <a href="${address('berichten/kop')}">kop</a> en een inhoud, hier
      <a href="${address('berichten/1')}">bericht 1</a>. Er zit met opzet een fout in.
    </p>
    ${type(`
cat > fout.json <<EINDE
{
  "leveringId": "$(node -p 'crypto.randomUUID()')",
  "berichten": [{
    "kop": {
      "identificatiecodeBedrijfsdocument": "$(node -p 'crypto.randomUUID()')",
      "berichtsoort": "AANLEVEREN_BENOEMING",
      "berichtenboekVersie": "1.0",
      "verzendendeInstantie": "90152",
      "ontvangendeInstantie": "LRR",
      "datumTijdBedrijfsdocument": "$(node -p 'new Date().toISOString()')",
      "bevoegdGezagNummer": "90152",
      "aanleverpuntnummer": "09",
      "oinVerzender": "00000002901520000000",
      "oinLeverancier": "00000003999999990000"
    },
    "benoeming": {
      "persoon": { "burgerservicenummer": "999990019", "geboortedatum": "1985-04-12", "geslacht": "V" },
      "personeelsnummer": "P-1001",
      "benoemingvolgnummer": "1",
      "sector": "VO",
      "soortBetrekking": "BENOEMING",
      "datumBeginArbeidsovereenkomst": "2025-08-01",
      "datumIngangBenoeming": "2025-08-01",
      "perioden": [{
        "datumBegin": "2025-08-01",
        "grondslagen": [{ "benoemingsgrondslag": "513", "vestigingen": ["01OE03"] }]
      }]
    }
  }]
}
EINDE
`)}

    <h2>6. Probeer het eerst uit</h2>
    <p>Een <a href="${address('simulatie')}">simulatie</a> beoordeelt uw levering zonder iets vast te leggen.</p>
    ${type(`
curl -s $AANLEVEREN/v1/leveringen/simulaties -H "authorization: Bearer $LEVERANCIER" \\
  -H 'content-type: application/json' -d @fout.json
`)}
    ${see(
      '"statusMelding":"A"',
      '"code":"603"',
      '"veld":"/benoeming/perioden/0/grondslagen/0/onderwijs"',
      'Bij grondslag 513 moet u opgeven welk onderwijs de leraar geeft.',
    )}
    <p>
      Bij een tijdelijke grondslag hoort onderwijs. Wat u met een signaal doet, staat bij de signalen, hier
      <a href="${address('signalen/603')}">signaal 603</a>.
    </p>

    <h2>7. Herstel de fout en lever aan</h2>
    <p>De leraar blijkt bevoegd te zijn. Dan is grondslag 501 de juiste, en is geen onderwijs nodig.</p>
    ${type(`
sed 's/"513"/"501"/' fout.json > goed.json
curl -s $AANLEVEREN/v1/leveringen -H "authorization: Bearer $LEVERANCIER" \\
  -H 'content-type: application/json' -d @goed.json
`)}
    ${see('"statusMelding":"B"', '"signalen":[]')}
    <p>
      <code>B</code> betekent: aangenomen. Het bericht raakt nu niet meer kwijt. Is de verbinding verbroken voordat u
      dit zag? Stuur dan precies hetzelfde nog eens: u krijgt dezelfde ontvangstbevestiging, en er gebeurt niets dubbel.
    </p>

    <h2>8. Haal de terugkoppeling op</h2>
    <p>
      Het register verwerkt uw bericht meestal binnen een seconde. U vraagt de terugkoppeling met een volgnummer dat
      elke keer hoger is; het eerste mag u kiezen. Meer daarover bij
      <a href="${address('terugkoppelingen')}">Terugkoppelingen ophalen</a>.
    </p>
    ${type(`
NUMMER=$(date +%s)
until grep -q TERUGKOPPELING bundel.json 2> /dev/null; do
  sleep 1
  NUMMER=$((NUMMER + 1))
  curl -s $AANLEVEREN/v1/terugkoppelingen/ophalen -H "authorization: Bearer $LEVERANCIER" \\
    -H 'content-type: application/json' -d "{\\"bevoegdGezagNummer\\":\\"90152\\",
      \\"aanleverpuntnummer\\":\\"09\\",\\"volgnummerVerzoek\\":$NUMMER,\\"maxAantal\\":100}" > bundel.json
done
cat bundel.json
`)}
    ${see('"berichtsoort":"TERUGKOPPELING_BENOEMING"', '"registratieplek":"LERARENREGISTER"', '"restant":0')}
    <p>
      De leraar staat in het lerarenregister. Met uw volgende, hogere volgnummer zegt u dat deze bundel is aangekomen.
    </p>

    <h2>En nu verder</h2>
    <ul>
      <li>Alle <a href="${address('berichten')}">berichten</a> met hun velden en een voorbeeld.</li>
      <li>Alle <a href="${address('signalen')}">signalen</a>, elk met het kleinste bericht dat het geeft.</li>
      <li>
        Oefen alle berichten met de <a href="${address('kit')}">kit</a>, die zegt wat uw systeem goed en fout doet.
      </li>
      <li>Laat u <a href="${address('webhooks')}">roepen</a> als er terugkoppelingen wachten.</li>
      <li>Meer dan 500 berichten? Zie <a href="${address('grote-leveringen')}">Grote leveringen</a>.</li>
      <li>Begint uw school met een proef? Zie <a href="${address('fasen')}">Fasen en machtigingen</a>.</li>
    </ul>`,
};
