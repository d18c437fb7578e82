/**
 * What each field means, in plain Dutch; `Title.field` where the same name means something else elsewhere. A test sees
 * to it that no field of the message book is left out, and that nothing stands here that is no field.
 */
export const fieldMeanings: Readonly<Record<string, string>> = {
  // kop
  kop: 'Van wie het bericht komt, voor wie het is en wat het is.',
  identificatiecodeBedrijfsdocument:
    'Het berichtnummer: een UUID die u zelf maakt, in kleine letters. Stuurt u hetzelfde bericht nog eens, gebruik dan hetzelfde nummer: u krijgt dan dezelfde ontvangstbevestiging.',
  'KopTerugkoppeling.identificatiecodeBedrijfsdocument':
    'Nummer van deze terugkoppeling. Dezelfde terugkoppeling heeft altijd hetzelfde nummer.',
  'Ontvangstbevestiging.identificatiecodeBedrijfsdocument':
    'Nummer van uw bericht. Ontbreekt alleen als uw bericht geen geldig nummer had.',
  berichtsoort: 'Welk bericht dit is. Dit bepaalt welk veld naast de kop staat.',
  berichtenboekVersie:
    'Versie van dit berichtenboek, bijvoorbeeld `1.0`. Een andere hoofdversie dan 1 geeft signaal 359.',
  verzendendeInstantie: 'Nummer van het bestuur dat het bericht stuurt. Gelijk aan `bevoegdGezagNummer`.',
  'KopTerugkoppeling.verzendendeInstantie': 'Altijd `LRR`, het lerarenregister.',
  ontvangendeInstantie: 'Altijd `LRR`, het lerarenregister.',
  'KopTerugkoppeling.ontvangendeInstantie': 'Nummer van uw bestuur.',
  datumTijdBedrijfsdocument:
    'Wanneer het bericht is gemaakt, in UTC. Hoogstens 5 minuten in de toekomst. Zonder `standvolgnummer` bepaalt dit tijdstip welke stand de nieuwste is.',
  'KopTerugkoppeling.datumTijdBedrijfsdocument':
    'Wanneer wij uw bericht ontvingen; bij bericht 15, 16 en 17 wanneer het is vastgelegd.',
  bevoegdGezagNummer: 'Nummer van het bestuur waarvoor u aanlevert.',
  aanleverpuntnummer: 'Nummer van het aanleverpunt. Op dit aanleverpunt haalt u ook de terugkoppeling op.',
  oinVerzender: 'OIN van het bestuur, of van wie namens het bestuur verzendt.',
  oinLeverancier:
    'OIN van de leverancier. Vult u dit in, dan moet uw token dit OIN hebben; anders dat van `oinVerzender`.',
  verwijstNaar: 'Nummer van uw bericht dat hiermee is beantwoord. Ontbreekt bij bericht 15, 16 en 17.',
  proef: 'Staat er alleen als uw bestuur in de proeffase is: uw bericht is beoordeeld, maar niet vastgelegd.',
  // persoon
  persoon: 'De leraar om wie het gaat.',
  'StandInOverzicht.persoon': 'De leraar. Zonder nummer als zijn gegevens intussen zijn vernietigd.',
  'SpontaneMutatie.persoon':
    'De leraar. Namen staan er alleen als ze zijn veranderd. Zonder nummer als zijn gegevens intussen zijn vernietigd.',
  nieuwePersoon: 'De juiste gegevens van dezelfde persoon.',
  burgerservicenummer: 'Burgerservicenummer van de leraar. Het moet de elfproef doorstaan (signaal 750).',
  nieuwBurgerservicenummer: 'Het nieuwe nummer, als het is gewijzigd.',
  onderwijsnummer: 'Bestaat in het berichtenboek, maar is voor leraren niet toegestaan (signaal 614).',
  geboortedatum:
    'Geboortedatum. Is de dag niet bekend, schrijf dan `JJJJ-MM-00`; zijn maand en dag niet bekend, `JJJJ-00-00`.',
  geslacht: '`M` man, `V` vrouw, `O` onbekend.',
  nietIngezetene: 'Gegevens van iemand die niet in de Basisregistratie Personen staat.',
  geslachtsnaam: 'Achternaam zonder voorvoegsel.',
  voorvoegsel: 'Voorvoegsel van de achternaam, zoals `van der`.',
  voornamen: 'Alle voornamen.',
  adresregel1: 'Eerste regel van het adres.',
  adresregel2: 'Tweede regel van het adres.',
  adresregel3: 'Derde regel van het adres.',
  landcode: 'Code van het land van dit adres, vier cijfers uit landentabel 34.',
  // benoeming
  personeelsnummer: 'Uw eigen nummer van de leraar. Wij sturen het terug in de terugkoppeling.',
  standvolgnummer:
    'Volgorde van de standen. Een stand met een nummer dat niet hoger is dan het vorige, wordt niet verwerkt (signaal 312).',
  benoemingvolgnummer: 'Uw nummer van de benoeming. Bestuur, persoon en dit nummer wijzen samen één benoeming aan.',
  sector: 'Sector van de school.',
  soortBetrekking: 'Een benoeming, of een tewerkstelling zonder benoeming.',
  datumBeginArbeidsovereenkomst: 'Begin van de arbeidsovereenkomst.',
  datumEindArbeidsovereenkomst: 'Laatste dag van de arbeidsovereenkomst. Laat weg als die er niet is.',
  datumIngangBenoeming: 'Eerste dag van de benoeming.',
  'VerwijderingBenoeming.datumIngangBenoeming':
    'Eerste dag van de benoeming, zoals u die aanleverde (anders signaal 304).',
  datumEindeBenoeming: 'Laatste dag van de benoeming. Laat weg als die nog niet vaststaat.',
  oorspronkelijkeDatumIngang: 'De ingangsdatum die u eerder aanleverde, als u die nu verbetert.',
  perioden:
    'Perioden van de benoeming, op volgorde. De eerste begint op `datumIngangBenoeming`; alleen de laatste mag open zijn.',
  datumBegin: 'Eerste dag van de periode.',
  datumEind: 'Laatste dag van de periode; die dag telt mee.',
  grondslagen: 'De grondslagen in deze periode.',
  benoemingsgrondslag: 'Op welke grond de leraar lesgeeft.',
  'Termijnsignalering.benoemingsgrondslag': 'De nieuwste grondslag van de keten.',
  vestigingen: 'Vestigingen waar de leraar werkt: BRIN-nummer van vier tekens en twee cijfers.',
  onderwijs: 'Het onderwijs dat de leraar geeft.',
  aanduiding: 'Soort leraar. Moet passen bij de sector (signaal 604).',
  activiteit: 'Onderwijsactiviteit in het basis- en speciaal onderwijs.',
  vak: 'Vak in het voortgezet en voortgezet speciaal onderwijs.',
  gebied: '`VO` of `VHO` (voorbereidend hoger onderwijs); moet een gebied van het vak zijn.',
  vakgebied: 'Vakgebied in het middelbaar beroepsonderwijs.',
  reden:
    '`DUBBEL`: twee keer aangeleverd. `VERKEERDE_PERSOON`: hoort bij iemand anders. `NOOIT_INGEGAAN`: ging niet door.',
  // overzicht en correctie
  peildatum: 'De dag waarover het overzicht gaat.',
  vestiging: 'Alleen standen van deze vestiging van uw bestuur.',
  personen: 'Alleen standen van deze personen.',
  pagina: 'Nummer van deze bladzijde.',
  aantalPaginas: 'Hoeveel bladzijden het overzicht heeft.',
  standen: 'De standen die op de peildatum gelden.',
  stand: 'De stand zoals u die aanleverde, zonder de persoon.',
  registratieplekken: 'Per periode en grondslag: waar de leraar staat.',
  registratieplek: '`LERARENREGISTER`, `VOORPORTAAL` (tijdelijke grondslag) of `GEEN`.',
  uiterlijkeDatum: 'Laatste dag van de langste duur van de tijdelijke grondslag.',
  correctieverzoekId: 'Nummer van het correctieverzoek.',
  oordeel: '`AANGEPAST`: u levert een verbeterde stand aan. `JUIST`: de gegevens klopten al.',
  toelichting: 'Uw uitleg voor de leraar. Zet er geen burgerservicenummer in.',
  'Correctieverzoek.toelichting': 'Wat er volgens de leraar niet klopt.',
  velden: 'De velden die volgens de leraar niet kloppen, als plaats in de stand.',
  antwoordUiterlijk: 'Uiterste dag voor uw antwoord.',
  herinnering: '`true` als u dit verzoek al eerder kreeg.',
  soort: 'Wat er is veranderd.',
  'Termijnsignalering.soort': '`NADERT`: de datum komt eraan. `VERSTREKEN`: de datum is voorbij.',
  benoemingvolgnummers: 'De benoemingen van deze persoon bij uw bestuur.',
  // antwoorden
  signalen: 'Wat wij over uw bericht te zeggen hebben. Leeg als er niets is.',
  code: 'Nummer van het signaal.',
  ernst: '`A`: afkeuring, het bericht is niet verwerkt. `S`: signalering, het bericht is wel verwerkt.',
  veld: 'Plaats in uw bericht (JSON Pointer). Leeg: het bericht als geheel.',
  tekst: 'De tekst van het signaal, voor mensen.',
  waarden: 'De waarden uit de tekst, voor programma’s.',
  ontvangstId: 'Nummer van de ontvangst. Hetzelfde bericht heeft altijd hetzelfde nummer.',
  statusMelding: '`B`: aangenomen. `A`: afgekeurd.',
  datumTijdOntvangst: 'Wanneer wij het bericht ontvingen.',
  // verzoeken
  leveringId: 'Nummer van de levering: een UUID die u zelf maakt.',
  berichten: 'De berichten, in volgorde.',
  ontvangstbevestigingen: 'Eén per bericht, in de volgorde waarin u ze stuurde.',
  volgnummerVerzoek: 'Volgnummer van uw verzoek. Hoger dan het vorige: de vorige bundel is aangekomen.',
  maxAantal: 'Hoeveel terugkoppelingen u hoogstens wilt.',
  restant: 'Hoeveel er na deze bundel nog wachten.',
};

/** When an optional field is needed all the same, or not used. */
export const fieldConditions: Readonly<Record<string, string>> = {
  'Persoon.burgerservicenummer': 'Altijd invullen, want een onderwijsnummer is voor leraren niet toegestaan.',
  'Persoon.nietIngezetene': 'Verplicht als het nummer niet in de Basisregistratie Personen staat.',
  'GrondslagInPeriode.onderwijs':
    'Verplicht bij een tijdelijke grondslag (bestemming V); bij bestemming L wordt het niet gebruikt.',
  'Onderwijs.vak': 'Verplicht bij VO; bij VSO samen met `gebied`, of beide niet.',
  'Onderwijs.gebied': 'Verplicht bij VO; bij VSO samen met `vak`, of beide niet.',
  'Onderwijs.vakgebied': 'Verplicht bij MBO.',
  'Onderwijs.activiteit': 'Alleen bij PO en SO.',
  'Benoeming.oorspronkelijkeDatumIngang': 'Alleen als u `datumIngangBenoeming` verbetert.',
  'Kop.oinLeverancier': 'Verplicht als een leverancier aanlevert met een eigen token.',
};

/** Fields whose values stand in a code list. */
export const fieldLists: Readonly<Record<string, string>> = {
  benoemingsgrondslag: 'benoemingsgrondslagen',
  vestigingen: 'instellingen',
  vestiging: 'instellingen',
  activiteit: 'onderwijsactiviteiten',
  vak: 'vakken',
  vakgebied: 'mbo_vakgebieden',
};
