// Invented organisations. `desk` takes texts, `line` takes calls: last four digits after 202-555. There are only fifty numbers
// for the directory (0150 to 0199; 0100 to 0149 belong to the demo's staff), so partner organisations share a switchboard.
const A = ['0176', '0177'];
const B = ['0178', '0179'];
const C = ['0180', '0181'];
const D = ['0182', '0183'];
const E = ['0184', '0185'];
const F = ['0186', '0187'];
const G = ['0189', '0190'];
const H = ['0191', '0192'];
const I = ['0193', '0194'];
const J = ['0195', '0196'];
const K = ['0197', '0198'];

const org = (key, name, description, [desk, line], langs = 'en') => [key, { name, description, desk, line, langs }];

export const ORGANIZATIONS = Object.fromEntries([
  org('elm-row', 'Elm Row Trust', 'Small houses and people who stay with you through the worst nights.', A),
  org('harbor', 'Harbor House Community', 'Rooms, mediation and outreach for young people who cannot be at home.', A),
  org('lantern', 'Lantern Youth Network', 'Respite, texting and counseling for teenagers.', A, 'en es'),
  org('cedar', 'Cedar Tree Family Services', 'Keeps families together through a crisis.', B),
  org('bridgeway', 'Bridgeway Residential', 'Short stays between hospital and home.', B),
  org('potomac-reach', 'Potomac Reach Mobile Response', 'Two-person teams, a clinician and a peer, who come to where the person is.', B),
  org('stillwater', 'Stillwater Lines', 'Talk and text lines answered by trained people, day and night.', C, 'en es'),
  org('bend', 'Bend of the River Medical Center', 'Teaching hospital east of the river, invented for this demo.', C),
  org('rockledge', 'Rockledge General Hospital', 'City hospital, invented for this demo.', C),
  org('kenmore', 'Kenmore Heights Hospital', 'Community hospital in the Maryland suburbs, invented for this demo.', D),
  org('quaymouth', 'Quaymouth Hospital', 'Community hospital in the Virginia suburbs, invented for this demo.', D),
  org('open-lock', 'Open Lock Receiving Centers', 'Front doors to crisis care: no appointment, no wrong reason.', D),
  org('clearwell', 'Clearwell Recovery', 'Detox, medicines and people who have been there.', E),
  org('firebrick', 'Firebrick Recovery Homes', 'Sober living and day support.', E),
  org('northgate', 'Northgate Housing Trust', 'Beds tonight and a way to a door of your own.', E),
  org('lamplight', "Lamplight Women's Refuge", 'Safety from abuse at home, at addresses nobody is told.', F, 'en es'),
  org('willow-gate', "Willow Gate Survivors' Project", 'For everyone harmed by a partner or by sexual violence, whoever they are.', F),
  org('little-boat', 'Little Boat Perinatal', 'Support in pregnancy and the first year.', F, 'en es'),
  org('silver-oak', 'Silver Oak Older Adults', 'Company, care and urgent help after sixty.', G),
  org('common-table', 'Common Table Food Project', 'Food without questions.', G),
  org('plainspoken', 'Plainspoken Law and Benefits', 'Free legal and money help in plain words.', G, 'en es'),
  org('two-rivers', 'Two Rivers Peer Alliance', 'Run by people who have used crisis services themselves.', H),
  org('kettle', 'Kettle Evening Cafés', 'Warm rooms that stay open when offices close.', H),
  org('adey', 'Adey East African Welcome', 'Support in Amharic, Tigrinya, Oromo and Somali.', H, 'en am ti om so'),
  org('puente-claro', 'Puente Claro', 'Apoyo en español: counseling, families, youth and rights.', I, 'es en'),
  org('cercle', 'Cercle Ouvert', 'A French-speaking circle for people from many countries.', I, 'fr en'),
  org('signal-bridge', 'Signal Bridge Deaf Services', 'By and for Deaf, DeafBlind and hard-of-hearing people.', I, 'ase en'),
  org('juniper', 'Juniper Street Center', 'LGBTQ+ people of all ages.', J),
  org('homefront', 'Homefront Circle', 'Veterans and their families.', J),
  org('eastfield-hub', 'Eastfield Community Hub', 'A drop-in, a kitchen and rooms for neighbors.', J),
  org('northside-hub', 'Northside Neighbors', 'Groups and small help north of the center.', K, 'en es am'),
  org('river-hub', 'River East Neighbors', 'Groups and small help east of the river.', K),
  org('wheaton-lane', 'Wheaton Lane Family Center', 'Counseling and crisis help in the Maryland suburbs.', K, 'en es fr'),
  org('arlen-ridge', 'Arlen Ridge Community Services', 'Counseling and crisis help in the Virginia suburbs.', D, 'en es'),
  org('afterwards', 'Afterwards Bereavement Support', 'For those who stay behind.', G),
  org('hollow-tree', "Hollow Tree Children's Center", 'Children up to twelve and the grown-ups around them.', F),
]);
