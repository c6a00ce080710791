import type { DeliveryState, NoticeChannel } from './words.js';

/** A browser that is told beside the first text or call to its owner. Its address never leaves the server. */
export interface PushBrowserView {
  /** The beginning of the hash of its address, so that a browser knows itself in the list. */
  id: string;
  name: string;
  addedAt: string;
  /** The latest notice was refused; null: all is well. `code`: what the browser's push service answered. */
  failing: { at: string; code: number | null } | null;
}

/** Where rota news goes by e-mail, beside the texts. */
export interface EmailNoticeView {
  /** False: this server has no mail set up. */
  on: boolean;
  /** Null: none is given yet. */
  address: string | null;
  /** The address somebody signs in with, to begin from. */
  suggested: string;
  /** When a code that went to the address was said; null: nothing but codes goes there. */
  verifiedAt: string | null;
  wanted: boolean;
  /** Mail came back; nothing more goes there until it is checked again. */
  failing: { at: string; code: number | null } | null;
}

/** What tells me beside texts and calls. Neither ever counts as reaching me. */
export interface MyNoticesView {
  push: { on: boolean; publicKey: string | null; browsers: PushBrowserView[] };
  email: EmailNoticeView;
}

/** A browser's subscription as it gives it (W3C Push API), with a name of one's own. */
export interface PushBrowserInput { endpoint: string; keys: { p256dh: string; auth: string }; name?: string }

/** `address` null takes it away. Another address must be checked anew. */
export interface EmailNoticeInput { address: string | null; wanted: boolean }

/** A code or a test on its way. */
export interface NoticeCheckView {
  id: string;
  channel: NoticeChannel;
  purpose: 'code' | 'test';
  state: DeliveryState;
  madeAt: string;
  sentAt: string | null;
  failedAt: string | null;
  errorCode: number | null;
}

/**
 * What a browser is told, encrypted for it alone. `tag` names the crisis: what comes later takes the place of what came before.
 * `path` is for a window in which somebody is signed in, `link` for one that has to be opened. Ids, ref and urgency only; never
 * anything of the person (I12).
 */
export interface PushMessage {
  v: 1;
  kind: 'asks' | 'tells' | 'test';
  title: string;
  body: string;
  tag: string;
  /** ISO 8601; of two about one crisis the later counts, whichever arrives first. */
  at: string;
  /** Stays on the screen until somebody acts. */
  stays: boolean;
  path: string;
  link: string;
}
