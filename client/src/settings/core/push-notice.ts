import type { PushMessage } from '../../../../server/contract/notices.js';

/** What stands behind a notice on the screen. */
export interface NoticeData {
  kind: PushMessage['kind'];
  at: string;
  path: string;
  link: string;
}

export interface ToShow {
  title: string;
  options: { body: string; tag: string; data: NoticeData; requireInteraction: boolean; renotify: boolean; silent: boolean; icon: string };
}

/** As much of a notice that is on the screen as is needed here. */
export interface Shown {
  tag: string;
  title: string;
  body: string;
  data: unknown;
}

const ICON = '/icon-192.png';
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 500;
const isOwnPath = (value: unknown): value is string => isText(value) && /^\/(?!\/)/.test(value);

/** A push as it came; null when it is none of ours. Paths never lead to another site. */
export function readPush(text: string): PushMessage | null {
  try {
    const { v, kind, title, body, tag, at, stays, path, link } = JSON.parse(text) as Record<keyof PushMessage, unknown>;
    if (v !== 1 || (kind !== 'asks' && kind !== 'tells' && kind !== 'test')) return null;
    if (!isText(title) || !isText(body) || !isText(tag) || !isText(at) || !isOwnPath(path) || !isOwnPath(link)) return null;
    return { v, kind, title, body, tag, at, stays: stays === true, path, link };
  } catch {
    return null;
  }
}

const toShow = ({ kind, title, body, tag, at, stays, path, link }: PushMessage): ToShow => ({
  title,
  options: { body, tag, data: { kind, at, path, link }, requireInteraction: stays, renotify: kind !== 'tells', silent: kind === 'tells', icon: ICON },
});

/** What is said when what came cannot be read. Other words of a notice come with it. */
const UNREAD = {
  en: { title: 'Handrail needs you', body: 'Open to see why.' },
  es: { title: 'Handrail le necesita', body: 'Abra para ver por qué.' },
};

/**
 * What the screen shows for a push. One that asks and comes after the word that somebody has it does not ask again: browsers
 * insist that something is shown, so the later word stands once more, without a sound. What cannot be read is never swallowed.
 * @param language the browser's, BCP 47
 */
export function noticeFor(text: string, shown: readonly Shown[], now: string, language = 'en'): ToShow {
  const push = readPush(text);
  if (push === null) return toShow({ v: 1, kind: 'asks', ...(language.startsWith('es') ? UNREAD.es : UNREAD.en), tag: 'unread', at: now, stays: false, path: '/', link: '/' });
  const later = shown.find(({ tag, data }) => tag === push.tag && dataOf(data)?.kind === 'tells' && (dataOf(data)?.at ?? '') > push.at);
  const said = later && dataOf(later.data);
  if (push.kind !== 'asks' || !later || !said) return toShow(push);
  return toShow({ v: 1, ...said, title: later.title, body: later.body, tag: push.tag, stays: false });
}

/** What stands behind a notice; null for one that is none of ours. */
export function dataOf(data: unknown): NoticeData | null {
  if (typeof data !== 'object' || data === null) return null;
  const { kind, at, path, link } = data as Record<keyof NoticeData, unknown>;
  return (kind === 'asks' || kind === 'tells' || kind === 'test') && isText(at) && isOwnPath(path) && isOwnPath(link) ? { kind, at, path, link } : null;
}
