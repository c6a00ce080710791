import Joi from 'joi';
import type { EmailNoticeInput, MyNoticesView, PushBrowserInput } from '../../contract/notices.js';
import { route } from '../../platform/http/route.js';
import type { Route } from '../../platform/http/route.js';
import { noticeCheckView } from './own-notices.js';
import type { OwnNotices } from './own-notices.js';

const id = Joi.string().pattern(/^[\w-]{1,64}$/).required();

/** What tells me beside texts and calls. Each for oneself only, by a sign-in and no role. */
export function noticeRoutes(own: OwnNotices): Route[] {
  const after = async (staffId: string, work: Promise<unknown>): Promise<MyNoticesView> => { await work; return own.view(staffId); };
  return [
    route('GET /api/v1/me/notices', {
      allow: 'signed-in', says: 'Browsers and the e-mail address that tell me beside texts and calls.', input: Joi.object({}), handle: (_input, { staffId }) => own.view(staffId),
    }),
    route('POST /api/v1/me/push-browsers', {
      allow: 'signed-in', says: 'Turn a browser of mine on; twice is once.', status: 201,
      input: Joi.object<PushBrowserInput, true>({
        endpoint: Joi.string().uri({ scheme: ['https', 'http'] }).max(1000).required(),
        keys: Joi.object<PushBrowserInput['keys'], true>({ p256dh: Joi.string().pattern(/^[\w-]{86,88}={0,2}$/).required(), auth: Joi.string().pattern(/^[\w-]{22,24}={0,2}$/).required() }).required(),
        name: Joi.string().trim().min(1).max(60),
      }),
      handle: (input, actor) => after(actor.staffId, own.addBrowser(input, actor)),
    }),
    route('DELETE /api/v1/me/push-browsers/:id', {
      allow: 'signed-in', says: 'Turn a browser of mine off.', input: Joi.object({ id }), handle: (input, actor) => after(actor.staffId, own.removeBrowser(input.id, actor)),
    }),
    route('POST /api/v1/me/push-browsers/:id/test', {
      allow: 'signed-in', says: 'Send a test to a browser of mine, the way that pages take.', status: 201, input: Joi.object({ id }),
      handle: async (input, actor) => noticeCheckView(await own.testBrowser(input.id, actor)),
    }),
    route('PUT /api/v1/me/email', {
      allow: 'signed-in', says: 'Where news of the rota comes by e-mail, and whether; another address is to be checked.',
      input: Joi.object<EmailNoticeInput, true>({ address: Joi.string().trim().lowercase().email({ tlds: false }).max(254).allow(null).required(), wanted: Joi.boolean().required() }),
      handle: (input, actor) => after(actor.staffId, own.saveEmail(input, actor)),
    }),
    route('POST /api/v1/me/email/code', {
      allow: 'signed-in', says: 'Send a code to my e-mail address.', status: 201, input: Joi.object({}), handle: async (_input, actor) => noticeCheckView(await own.sendCode(actor)),
    }),
    route('POST /api/v1/me/email/verification', {
      allow: 'signed-in', says: 'Say the code: news comes to my e-mail address from now on.', input: Joi.object({ code: Joi.string().pattern(/^\d{6}$/).required() }),
      handle: (input, actor) => after(actor.staffId, own.verifyEmail(input.code, actor)),
    }),
    route('POST /api/v1/me/email/test', {
      allow: 'signed-in', says: 'Send a test to my e-mail address.', status: 201, input: Joi.object({}), handle: async (_input, actor) => noticeCheckView(await own.sendTest(actor)),
    }),
    route('GET /api/v1/me/notice-checks/:id', {
      allow: 'signed-in', says: 'What became of a code or a test.', input: Joi.object({ id }), handle: async (input, { staffId }) => noticeCheckView(await own.findCheck(input.id, staffId)),
    }),
  ];
}
