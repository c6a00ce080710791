import { inboxPlan } from './inbox.js';
import { phoneStatesPlan } from './phone-states.js';
import { simulatedPhonesPlan } from './simulated/keeper.js';
import { messagesPlan } from './store.js';
import type { CollectionPlan } from '../platform/mongo/migrate.js';

export { attemptEnded, attemptStarted, givenUp, mayTryAgain, newDelivery, openAttempt, reported, resendAt, stopped, whyFailed } from './core/delivery.js';
export type { Attempt, Delivery } from './core/delivery.js';
export { RISK_WORDS, parseReply } from './core/parse-reply.js';
export type { AnswerDigit, Reply } from './core/parse-reply.js';
export { classify, classifyCode } from './core/provider-answer.js';
export type { Failure, Outcome } from './core/provider-answer.js';
export { TextDoesNotFit, fitsOne, mustFitOne, segmentsOf, toGsm7 } from './core/segments.js';
export { readSubject, subjectText } from './core/subject.js';
export type { Subject } from './core/subject.js';
export { textsOf, textsThatDoNotFit } from './core/texts.js';
export type { OpenPage, TextSettings, Texts } from './core/texts.js';
export type { Named } from './core/spoken.js';
export { makeSender } from './sender.js';
export type { FoundText, OutgoingText, ProviderAccount, Sender, SenderName, SenderSettings } from './sender.js';
export { mountWebhooks } from './webhooks.js';
export type { InboundText, StatusReport, WebhookNeeds } from './webhooks.js';
export { inboxOn } from './inbox.js';
export type { Inbox, ReceivedText } from './inbox.js';
export { phoneStatesOn } from './phone-states.js';
export type { LearnedBy, PhoneStates } from './phone-states.js';
export { textHandler, textReceipts } from './reactions.js';
export type { TextNeeds, WhyUndeliverable } from './reactions.js';
export { PUBLIC_REPLY_LIMIT, TEXT_JOB, messagesOn } from './store.js';
export type { Messages, NewText, Text } from './store.js';
export { submit } from './submission.js';
export type { SubmissionNeeds, SubmissionPort, Submitted } from './submission.js';
export { simulatedAccount, startCarrier } from './simulated/carrier.js';
export type { CarrierNeeds, SimulatedCarrier } from './simulated/carrier.js';
export { simulatedPhoneRoutes } from './simulated/routes.js';

/** The collections of this room. */
export const messagingPlans: readonly CollectionPlan[] = [messagesPlan, inboxPlan, phoneStatesPlan, simulatedPhonesPlan];
