import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mail { from: string; to: string[]; raw: string; subject: string; body: string; id: string }

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

/** A mail server on this machine that keeps what it gets. */
export async function startMailServer() {
  const mails: Mail[] = [];
  /** The code with which an address is refused; null: it is taken. */
  const refuses: { with: (address: string) => number | null } = { with: () => null };
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false, closeTimeout: 500,
    onRcptTo({ address }, _session, done) {
      const code = refuses.with(address);
      done(code === null ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const [head = '', ...rest] = raw.split('\r\n\r\n');
        const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'mi').exec(head)?.[1]?.trim() ?? '';
        // Soft line breaks and escapes of quoted-printable, as a mailbox reads them.
        const body = rest.join('\r\n\r\n').replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replaceAll('\r\n', '\n');
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw, subject: field('Subject'), body, id: field('Message-ID') });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails, refuses,
    to: (address: string): Mail[] => mails.filter(({ to }) => to.includes(address)),
    stop: (): Promise<void> => new Promise((closed) => { server.close(() => { closed(); }); }),
  };
}
