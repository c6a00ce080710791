/** A text cut into words and links, in order. */
export type TextPart = { words: string } | { href: string };

const LINK = /https?:\/\/[^\s<>"]+/g;
/** What ends a sentence does not belong to the link before it. */
const SENTENCE_END = /[.,;:!?)\]]+$/;

/** The words and the web addresses of a text. Only `http` and `https` become links: a text is somebody else's writing. */
export function textParts(body: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of body.matchAll(LINK)) {
    const href = found.replace(SENTENCE_END, '');
    if (index > from) parts.push({ words: body.slice(from, index) });
    parts.push({ href });
    from = index + href.length;
  }
  if (from < body.length) parts.push({ words: body.slice(from) });
  return parts;
}
