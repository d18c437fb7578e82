/** Common Dutch names, for people who do not exist. */
export const WOMEN = words(`
Anna Maria Johanna Elisabeth Cornelia Emma Sophie Julia Sanne Lisa Lotte Eva Iris Femke Marieke Anouk Esther Linda
Monique Petra Ingrid Marjolein Saskia Wendy Mirjam Annemarie Hanneke Yvonne Karin Astrid Judith Nienke Maaike Floor
Roos Fleur Merel Bregje Tessa Manon Chantal Denise Nathalie Patricia Sandra Angelique Carola Henriette Willemijn
Geertje Trijntje Antje Fatima Samira Naima Aylin Elif Priya Mei Aisha Yasmina Rowena Shanti Carmen Lucia Irina`);

export const MEN = words(`
Jan Pieter Johannes Cornelis Hendrik Willem Gerrit Jeroen Martijn Bas Tim Thomas Lars Daan Bram Ruben Stijn Koen
Sander Wouter Maarten Erik Mark Peter Robert Paul Frank Rob Marcel Dennis Edwin Patrick Michel Richard Ronald Arjan
Niels Joost Floris Gijs Thijs Sjoerd Jelle Wietse Hidde Tjeerd Bart Ernst Otto Rutger Casper Vincent Olivier Roderick
Mohammed Youssef Karim Mehmet Emre Rajesh Wei Omar Hassan Ismael Jermaine Ravi Carlos Marco Dmitri`);

/** Surname, with the prefix after a bar when it has one. */
export const SURNAMES = words(`
Jong|de Jansen Vries|de Berg|van_den Bakker Dijk|van Visser Janssen Smit Meijer Boer|de Mulder Groot|de Bos Vos Peters
Hendriks Leeuwen|van Dekker Brouwer Wit|de Dijkstra Smits Graaf|de Meer|van_der Kok Jacobs Linden|van_der Haan|de
Vermeulen Heuvel|van_den Veen|van_der Broek|van_den Schouten Bruijn|de Heijden|van_der Willems Hoekstra Beek|van
Koster Prins Bosch|van_den Maas Wal|van_der Verhoeven Jonker Postma Kuijpers Scholten Huisman Kuiper Peeters Wijk|van
Gerritsen Post Veenstra Kramer Ruiter|de Molenaar Sanders Laan|van_der Timmermans Groen Verbeek Rijn|van Zwart|de
Hermans Lange|de Jager|de Martens Bosman Schipper Driessen Evers Pol|van_der Hoek|van_der Zanden|van_der Vliet|van
Blom Rooij|van Kuipers Bouwman Willemsen Mol Vink Aalst|van Hofman Bosma Wolters Sluis|van_der Wouters Bijl|van_der
Schaik|van Doorn|van Essen|van Verhagen Velde|van_der Ploeg|van_der Terpstra Zijlstra Dam|van Nieuwenhuis Elzinga
Yilmaz Kaya Demir Aydin Ozturk Mohamed Ali Ahmed Singh Kumar Ramdin Pengel Wijngaarde Chen Wong Bouzidi Benali
Haddou|el Amrani|el Idrissi|el Costa|da Silva|da Rossi Kowalski Novak Hoop_Scheffer|de Sypesteyn|van`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
