import type { Transporter } from 'nodemailer';
import type { EmailWords } from '../core/email-words.js';
import { isBounce, mailOutcome } from '../core/notice-outcomes.js';
import type { MailError } from '../core/notice-outcomes.js';
import type { Outcome } from '../core/provider-answer.js';

/** One e-mail as it is handed over. `id` is the same on every try, so that a mailbox shows one of two. */
export interface OutgoingEmail { id: string; to: string; words: EmailWords; tries: number }

export type EmailSender = ReturnType<typeof makeEmailSender>;

const HOSTS_HERE = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The one way out for mail: SMTP, encrypted unless the mail server is on this machine. */
export function makeEmailSender({ url, from, timeoutMilliseconds }: { url: string; from: string; timeoutMilliseconds: number }) {
  const { hostname, protocol } = new URL(url);
  const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'handrail.invalid';
  let transporter: Promise<Transporter> | null = null;

  /** The library is loaded with the first mail. */
  const opened = (): Promise<Transporter> => (transporter ??= import('nodemailer').then(({ createTransport }) => createTransport({
    url, pool: true, maxConnections: 2, requireTLS: protocol === 'smtp:' && !HOSTS_HERE.has(hostname), disableFileAccess: true, disableUrlAccess: true,
    connectionTimeout: timeoutMilliseconds, greetingTimeout: timeoutMilliseconds, socketTimeout: timeoutMilliseconds,
  })));

  return {
    /** Hands one e-mail over. Never throws for what the mail server or the network did. `bounced`: it is the address that is at fault. */
    async send({ id, to, words, tries }: OutgoingEmail): Promise<{ outcome: Outcome; bounced: boolean }> {
      const transport = await opened();
      try {
        await transport.sendMail({
          from, to: { name: '', address: to }, subject: words.subject, text: words.body, messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { outcome: { kind: 'accepted', sid: id }, bounced: false };
      } catch (error) {
        const { code, command, responseCode } = error as MailError;
        return { outcome: mailOutcome({ code, command, responseCode }, tries), bounced: isBounce({ code, command, responseCode }) };
      }
    },
    close(): void { void transporter?.then((open) => { open.close(); }, () => undefined); },
  };
}
