/** What a call does next, as the provider reads it in our answer. Seconds as numbers. */
export type Verb =
  | { verb: 'say'; words: string; language: string | null }
  | { verb: 'pause'; seconds: number }
  | { verb: 'gather'; says: Verb[]; action: string | null; seconds: number; digits: number }
  | { verb: 'redirect'; to: string }
  | { verb: 'dial'; number: string; seconds: number }
  | { verb: 'hangup' };

interface Element { name: string; attributes: Record<string, string>; children: Element[]; text: string }

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string => text.replaceAll(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => (
  name.startsWith('#') ? String.fromCodePoint(Number(name.toLowerCase().startsWith('#x') ? `0x${name.slice(2)}` : name.slice(1))) : ENTITIES[name] ?? whole));

const TOKEN = /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

/** The document element, or null when it is no well-formed document of elements and words. */
function parse(xml: string): Element | null {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let read = 0;
  for (const { 0: whole, index, 1: closing, 2: name, 3: attributes = '', 4: selfClosing, 5: text } of xml.matchAll(TOKEN)) {
    if (index !== read) return null;
    read = index + whole.length;
    const current = open.at(-1);
    if (!current) return null;
    if (text !== undefined) current.text += plain(text);
    else if (name === undefined) continue;
    else if (closing === '/') { if (open.length < 2 || open.pop()?.name !== name) return null; }
    else {
      const made: Element = { name, attributes: Object.fromEntries([...attributes.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, one, other]) => [key, plain(one ?? other ?? '')])), children: [], text: '' };
      current.children.push(made);
      if (selfClosing !== '/') open.push(made);
    }
  }
  return read === xml.length && open.length === 1 && root.children.length === 1 ? root.children[0] ?? null : null;
}

const secondsOf = (value: string | undefined, otherwise: number): number => {
  const seconds = Number(value);
  return value !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : otherwise;
};

function verbOf({ name, attributes, children, text }: Element): Verb | null {
  switch (name) {
    case 'Say': return { verb: 'say', words: text.trim(), language: attributes['language'] ?? null };
    case 'Pause': return { verb: 'pause', seconds: secondsOf(attributes['length'], 1) };
    case 'Gather': {
      const says = children.map(verbOf);
      return says.every((one) => one?.verb === 'say' || one?.verb === 'pause')
        ? { verb: 'gather', says: says as Verb[], action: attributes['action'] ?? null, seconds: secondsOf(attributes['timeout'], 5), digits: secondsOf(attributes['numDigits'], 0) } : null;
    }
    case 'Redirect': return { verb: 'redirect', to: text.trim() };
    case 'Dial': return { verb: 'dial', number: (children.find((child) => child.name === 'Number')?.text ?? text).trim(), seconds: secondsOf(attributes['timeout'], 30) };
    case 'Hangup': return { verb: 'hangup' };
    default: return null;
  }
}

/** The verbs of a `<Response>` in order, or null when the provider would not take it: no TwiML, or a verb that this product does not use. */
export function readTwiml(xml: string): Verb[] | null {
  const document = parse(xml.trim());
  if (document?.name !== 'Response') return null;
  const verbs = document.children.map(verbOf);
  return verbs.every((verb) => verb !== null) ? verbs : null;
}
