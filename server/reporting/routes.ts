import Joi from 'joi';
import type { MessageLogQuery } from '../contract/reporting.js';
import { route } from '../platform/http/route.js';
import type { Route } from '../platform/http/route.js';
import { deliveryHealthOf } from './delivery-health.js';
import type { DeliveryHealthNeeds } from './delivery-health.js';
import { messageLogOf } from './message-log.js';
import type { MessageLogNeeds } from './message-log.js';

export function reportingRoutes(needs: MessageLogNeeds & DeliveryHealthNeeds): Route[] {
  const log = messageLogOf(needs);
  const health = deliveryHealthOf(needs);
  return [
    route('GET /api/v1/messages', {
      allow: 'message:read', says: 'What went out about one crisis or to one colleague, and what became of each message; never what was written. Name exactly one.',
      input: Joi.object<MessageLogQuery>({ crisisId: Joi.string().max(100), ref: Joi.string().pattern(/^\d{4,6}$/), staffId: Joi.string().max(100) }).xor('crisisId', 'ref', 'staffId'),
      handle: log,
    }),
    route('GET /api/v1/delivery-health', {
      allow: 'message:read', says: 'Messages of my teams in the last hour and day by what became of them, why they failed, and whom nothing reaches.', input: Joi.object({}),
      handle: async (_input, actor) => health(actor),
    }),
  ];
}
