/**
 * Writes `config/demo/directory/{organizations,services}.json` (HSDS 3.x pages) from the tables in `config/demo/directory/source`.
 * The same tables always give the same bytes; a test holds the two together. Run after changing a table:
 * `node scripts/make-demo-directory.mjs`
 *
 * Notation of a service row: o organization, n name, k kinds of help, d description, age `from-to`, u urgencies it takes,
 * zip and st(reet), `near` [miles, bearing] from the drop-in center, v virtual (where licensed), vv also virtual, conf hidden address,
 * area key of areas.mjs (or `named …`; none: unknown), h hours, l languages, int interpreters (`*` any, empty none, absent unknown),
 * has / lacks access, cost, x exclusions, t traits, cap [unit, free, of, age, told by] with ck its kind, wait waitlist,
 * walk walk-in, kids and pets accepted, doc papers to bring, i intake (`sms/voice days`, `desk|voice|email days`, `unverified [number]`),
 * a days since the entry was last checked.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import zipcodes from 'zipcodes';
import { AREAS } from '../config/demo/directory/source/areas.mjs';
import { EVERYDAY } from '../config/demo/directory/source/everyday.mjs';
import { LINES_AND_TEAMS } from '../config/demo/directory/source/lines-and-teams.mjs';
import { ORGANIZATIONS } from '../config/demo/directory/source/organizations.mjs';
import { PEOPLE } from '../config/demo/directory/source/people.mjs';
import { PLACES_TO_STAY } from '../config/demo/directory/source/places-to-stay.mjs';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../config/demo/directory');
/** Every instant in the files is relative to this one; whoever loads them moves all by the time passed since. */
const AS_OF = '2026-11-01T17:00:00.000Z';
const ZONE = 'America/New_York';
const DROP_IN = [38.905, -76.985];
const MILES_PER_DEGREE = 69.05;
const SERVICES = [...LINES_AND_TEAMS, ...PLACES_TO_STAY, ...PEOPLE, ...EVERYDAY];

const LANGUAGES = {
  en: 'English', es: 'Spanish', am: 'Amharic', ti: 'Tigrinya', om: 'Oromo', so: 'Somali', ar: 'Arabic', fr: 'French', ase: 'American Sign Language',
};
const SETTING_OF = {
  'emergency-department': 'emergency-department', inpatient: 'inpatient', 'receiving-centre': 'receiving-unit', sobering: 'receiving-unit',
  'mobile-team': 'mobile-team', 'crisis-house': 'respite', respite: 'respite', 'peer-cafe': 'respite', detox: 'receiving-unit',
  'crisis-line': 'line', 'warm-line': 'line', counselling: 'appointment', 'substance-use': 'appointment', legal: 'appointment', benefits: 'appointment',
};
const UNIT_KIND = { Bed: 'bed', Room: 'bed', Team: 'team', Place: 'programme', Slot: 'programme' };
const OFFICE_KINDS = new Set(['food', 'benefits', 'legal', 'counselling', 'housing', 'community-group']);

const words = (text) => (text ? text.split(' ') : []);
const hash = (text) => createHash('sha1').update(`handrail-demo/${text}`).digest();
const id = (text) => {
  const bytes = hash(text).subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
const ago = (milliseconds) => new Date(Date.parse(AS_OF) - milliseconds).toISOString();
const DAY = 86_400_000;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: DAY };
const age = (text) => Number(text.slice(0, -1)) * UNIT_MS[text.slice(-1)];
const full = (last4) => `+1202555${last4}`;
const shown = (last4) => `(202) 555-${last4}`;
const round = (n, places) => Number(n.toFixed(places));
/** Leaves out what says nothing, so that a missing key always means unknown. */
const told = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null));

const moved = ([latitude, longitude], miles, bearing) => {
  const turn = bearing * Math.PI / 180;
  return [latitude + miles * Math.cos(turn) / MILES_PER_DEGREE,
    longitude + miles * Math.sin(turn) / (MILES_PER_DEGREE * Math.cos(latitude * Math.PI / 180))];
};

/** The convex hull of octagons around the ZIP centroids: a rough shape, good enough to be drawn and asked. */
function outline(zips) {
  const points = zips.flatMap((zip) => {
    const { latitude, longitude } = zipcodes.lookup(zip);
    return Array.from({ length: 8 }, (_, n) => moved([latitude, longitude], 0.9, n * 45)).map(([lat, lon]) => [round(lon, 4), round(lat, 4)]);
  }).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => list.reduce((hull, point) => {
    while (hull.length > 1 && turn(hull.at(-2), hull.at(-1), point) <= 0) hull.pop();
    return [...hull, point];
  }, []).slice(0, -1);
  const ring = [...half(points), ...half([...points].reverse())];
  return [...ring, ring[0]];
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const daysOf = (text) => text.split(',').flatMap((part) => {
  const [from, to = from] = part.split('-');
  const start = DAYS.indexOf(from);
  return Array.from({ length: ((DAYS.indexOf(to) - start + 7) % 7) + 1 }, (_, n) => DAYS[(start + n) % 7]);
}).join(',');

/** Hours notation → HSDS schedules and our extension's share of them. */
function hoursOf(text, key) {
  const schedule = (n, rest) => ({ id: id(`schedule/${key}/${n}`), freq: 'WEEKLY', timezone: -5, ...rest });
  const weekly = (part, extra = {}) => {
    const [days, times] = part.trim().split(' ');
    return times.split(',').map((pair) => pair.split('-')).map(([opens_at, closes_at]) => ({ byday: daysOf(days), opens_at, closes_at, ...extra }));
  };
  const all = (opens_at, closes_at) => [schedule(0, { byday: DAYS.join(','), opens_at, closes_at })];
  if (text === undefined || text === 'unknown') return { schedules: [], handrail: {} };
  if (text === 'appointment') return { schedules: [], handrail: { by_appointment: true } };
  if (text === 'always') return { schedules: all('00:00', '00:00'), handrail: { always_open: true } };
  if (text === '24h') return { schedules: all('00:00:00', '23:59:59'), handrail: {} };
  if (text === '24eq') return { schedules: all('00:00', '00:00'), handrail: {} };
  const [kind, first, second] = text.split(' ');
  const [from, to] = first && second ? second.split('-') : [];
  if (kind === 'month') return { schedules: [schedule(0, { freq: 'MONTHLY', byday: first, opens_at: from, closes_at: to })], handrail: {} };
  if (kind === 'every2' || kind === 'course') {
    const [, dtstart, count] = /from (\S+)(?: x(\d+))?/.exec(text);
    const extra = { dtstart, ...(count ? { count: Number(count) } : { interval: 2 }) };
    return { schedules: weekly(`${first} ${second}`, extra).map((rest, n) => schedule(n, rest)), handrail: {} };
  }
  if (kind === 'season') {
    const [begin, end] = text.split(' ')[3].split('..');
    const next = (day, by) => new Date(Date.parse(`2025-${day}T00:00:00Z`) + by * DAY).toISOString().slice(5, 10);
    return { schedules: weekly(`${first} ${second}`).map((rest, n) => schedule(n, rest)),
      handrail: { schedule_exceptions: [{ from: `--${next(end, 1)}`, to: `--${next(begin, -1)}`, hours: 'closed', note: 'Out of season' }] } };
  }
  return { schedules: text.split(';').flatMap((part) => weekly(part)).map((rest, n) => schedule(n, rest)), handrail: {} };
}

const HOLIDAYS = [
  { from: '--12-25', to: '--12-25', hours: 'closed' }, { from: '--01-01', to: '--01-01', hours: 'closed' }, { from: '--07-04', to: '--07-04', hours: 'closed' },
];

const languagesOf = (codes, key) => words(codes).map((code) => ({ id: id(`language/${key}/${code}`), name: LANGUAGES[code], code }));

function areasOf(key, service) {
  if (!key) return [];
  if (key.startsWith('named ')) return [{ id: id(`area/${service}`), name: key.slice(6) }];
  const { name, zips } = AREAS[key];
  return [{ id: id(`area/${service}`), name, extent: JSON.stringify({ type: 'Polygon', coordinates: [outline(zips)] }), extent_type: 'geojson',
    handrail: { postal_codes: zips } }];
}

function costOf(text, key) {
  if (!text) return [];
  const cost = (rest) => [{ id: id(`cost/${key}`), ...rest }];
  if (text === 'free') return cost({ option: 'Free', amount: 0, currency: 'USD' });
  if (text === 'sliding') return cost({ option: 'Sliding scale', amount_description: 'By income, nobody is turned away' });
  if (text === 'insurance') return cost({ option: 'Insurance', amount_description: 'Medicaid and most insurance; help without either' });
  return cost({ option: 'Fee', amount: Number(/\d+/.exec(text)[0]), currency: 'USD', amount_description: text });
}

function intakeOf({ i, o, n, h }) {
  if (!i) return [];
  const { desk, line } = ORGANIZATIONS[o];
  const hours = h === 'always' || h === '24h' || h === '24eq' ? 'always' : h === undefined || h === 'unknown' || h === 'appointment' ? 'unknown' : 'service-hours';
  const contact = (channel, address, label, days, which = channel) => ({ id: id(`intake/${n}/${which}`), channel, address, label, hours,
    verified: days === undefined ? null : { by: 'Demo network', at: ago(days * DAY), how: channel === 'voice' ? 'Rang it and spoke with intake' : 'A test message was answered' } });
  const [kind, rest] = i.split(' ');
  if (kind === 'unverified') return [contact('sms', full(rest ?? desk), 'From an import')];
  if (kind === 'desk') return [contact('sms', full(desk), 'Intake desk', Number(rest)), contact('voice', full(line), 'Switchboard', Number(rest))];
  if (kind === 'voice') return [contact('voice', full(line), 'Switchboard', Number(rest))];
  if (kind === 'email') return [contact('email', `intake@${o}.example`, 'Intake mailbox', Number(rest))];
  const [sms, voice] = kind.split('/');
  // The main line takes texts too: the code that proves who accepts goes there, and not to the phone with the link.
  return [contact('sms', full(sms), 'Intake desk', Number(rest)), contact('voice', full(voice), 'Main line', Number(rest)), contact('sms', full(voice), 'Main line by text', Number(rest), 'sms-2')];
}

const lineOf = (row) => {
  if (/^\d/.test(row.i ?? '')) return row.i.slice(5, 9);
  return /^unverified \d/.test(row.i ?? '') ? row.i.slice(11) : ORGANIZATIONS[row.o].line;
};

const placeKey = (row) => (row.conf ? `hidden/${row.n}` : row.v ? `virtual/${row.o}` : `${row.o}/${row.zip}/${row.st ?? 'base'}`);

/** One location per organization and street, with the access of everything there. */
function locationsOf(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(placeKey(row), [...(groups.get(placeKey(row)) ?? []), row]);
  return new Map([...groups].map(([key, group]) => [key, locationOf(key, group)]));
}

function locationOf(key, group) {
  const row = group[0];
  const base = { id: id(`location/${key}`), organization_id: id(`organization/${row.o}`) };
  if (row.v) return { ...base, location_type: 'virtual', name: `${ORGANIZATIONS[row.o].name}, by phone or online` };
  const has = [...new Set(group.flatMap((one) => words(one.has)))];
  const lacks = [...new Set(group.flatMap((one) => words(one.lacks)))].filter((code) => !has.includes(code));
  const handrail = { access: { has, lacks }, time_zone: ZONE };
  if (row.conf) return { ...base, location_type: 'physical', name: 'Hidden address', description: 'The address is told only to those who go there.', handrail };
  const near = group.find((one) => one.near)?.near;
  const { latitude, longitude, city, state } = zipcodes.lookup(row.zip);
  const jitter = (n) => (hash(`place/${key}`)[n] / 255 - 0.5) * 0.012;
  const [lat, lon] = near ? moved(DROP_IN, ...near) : [latitude + jitter(0), longitude + jitter(1)];
  const number = 9100 + hash(`door/${key}`).readUInt16BE(2) % 800;
  return { ...base, location_type: 'physical', name: `${ORGANIZATIONS[row.o].name}, ${row.st ?? city}`, latitude: round(lat, 5), longitude: round(lon, 5),
    addresses: [{ id: id(`address/${key}`), address_1: `${number} ${row.st ?? 'Base Street'}`, city, state_province: state, postal_code: row.zip, country: 'US', address_type: 'physical' }],
    handrail };
}

function capacityOf({ cap, ck, n, o }) {
  if (!cap) return [];
  const [name, available, maximum, told, method] = cap;
  return [{ id: id(`capacity/${n}`), unit: { id: id(`unit/${name}`), name }, available, maximum, updated: ago(age(told)),
    handrail: { kind: ck ?? UNIT_KIND[name], reported_by: `${ORGANIZATIONS[o].name} intake`, method } }];
}

function service(row, locations) {
  const kinds = row.k.split(',');
  const [minimum, maximum] = (row.age ?? '-').split('-');
  const { schedules, handrail: hours } = hoursOf(row.h, row.n);
  const virtualArea = row.v ?? row.vv;
  const office = OFFICE_KINDS.has(kinds[0]) && /^(MO|TU|WE|TH|FR|SA|SU)/.test(row.h ?? '');
  const address = `https://${row.o}.example/`;
  return told({
    id: id(`service/${row.n}`), organization_id: id(`organization/${row.o}`), name: row.n, description: row.d, url: address, status: row.status ?? 'active',
    alert: row.alert, minimum_age: minimum ? Number(minimum) : undefined, maximum_age: maximum ? Number(maximum) : undefined,
    interpretation_services: row.int === '*' ? 'Telephone interpreters for most languages' : undefined,
    assured_date: row.a === undefined ? undefined : ago(row.a * DAY).slice(0, 10), last_modified: ago((row.a ?? 30) * DAY),
    phones: [{ id: id(`phone/${row.n}`), number: shown(lineOf(row)), type: 'voice', ...(lineOf(row) === ORGANIZATIONS[row.o].line ? { description: `Shared switchboard, ask for ${row.n}` } : {}) }],
    schedules, service_areas: areasOf(row.area, row.n),
    service_at_locations: [{ id: id(`at/${row.n}`), location: locations.get(placeKey(row)) }],
    languages: languagesOf(row.l, row.n), cost_options: costOf(row.cost, row.n),
    required_documents: row.doc ? [{ id: id(`document/${row.n}`), document: row.doc }] : undefined,
    capacities: capacityOf(row),
    handrail: told({
      kinds, kinds_from: 'stated', urgency: row.u === 'unknown' ? 'unknown' : { from: row.u[0], to: row.u[2] }, time_zone: ZONE, ...hours,
      schedule_exceptions: [...(hours.schedule_exceptions ?? []), ...(office ? HOLIDAYS : [])],
      exclusions: words(row.x), traits: words(row.t), languages_interpreted: row.int === undefined ? undefined : words(row.int),
      walk_in: row.walk, virtual_area: virtualArea ? words(virtualArea) : undefined,
      accepts: row.pets === undefined && row.kids === undefined ? undefined : told({ pets: row.pets, dependants: row.kids }),
      waitlist: row.wait, setting: SETTING_OF[kinds[0]] ?? 'community', intake: intakeOf(row),
    }),
  });
}

const organization = ([key, { name, description, line, desk, langs }]) => ({
  id: id(`organization/${key}`), name, description, email: `hello@${key}.example`, website: `https://${key}.example/`,
  phones: [
    { id: id(`phone/${key}/line`), number: shown(line), type: 'voice', description: 'Switchboard', languages: languagesOf(langs, key) },
    { id: id(`phone/${key}/desk`), number: shown(desk), type: 'text', description: 'Intake desk' },
  ],
});

const page = (contents) => `${JSON.stringify({
  handrail: { as_of: AS_OF, about: 'Invented organizations for trying Handrail. No such place exists; all numbers are reserved for fiction.' },
  total_items: contents.length, total_pages: 1, page_number: 1, size: contents.length, first_page: true, last_page: true, empty: contents.length === 0, contents,
}, null, 0).replaceAll('},{"id":"', '},\n{"id":"').replaceAll('"contents":[', '"contents":[\n')}\n`;

/** The two files as text, by name. */
export function demoDirectory() {
  const locations = locationsOf(SERVICES);
  return {
    'organizations.json': page(Object.entries(ORGANIZATIONS).map(organization)),
    'services.json': page(SERVICES.map((row) => service(row, locations))),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(demoDirectory())) {
    const file = join(FOLDER, name);
    let before = '';
    try { before = readFileSync(file, 'utf8'); } catch { /* first time */ }
    if (before !== text) writeFileSync(file, text);
    process.stdout.write(`${name}: ${Math.round(text.length / 1024)} KB${before === text ? ', unchanged' : ', written'}\n`);
  }
}
