import type {
  AcknowledgementInput, AskNextInput, BoardView, ClosureInput, ConsentInput, CrisisView, EmergencyAnswerInput, EmergencyConfirmationInput,
  EmergencyContactInput, FactsInput, FollowUpResultInput, FollowUpView, NewReport, NoteInput, ProgressInput, RefusalInput, ReleaseInput,
  ReopeningInput, ReportDetails, ReportView, StandDownInput, UrgencyInput,
} from './crisis.js';
import type { LadderView, PolicyInput, PolicyView } from './escalation.js';
import type { NetworkInput, NetworkView, NewStaffInput, SessionView, SignInInput, StaffView } from './identity.js';
import type { IntakeVerificationInput, ServiceCapacityInput, ServiceQuery, ServiceView } from './directory.js';
import type { MatchAnswer, MatchInput } from './matching.js';
import type {
  ConsentView, NewReferral, ProviderAnswer, ProviderCapacityInput, ProviderCodeInput, ProviderView, ReferralCancelInput, ReferralOutcomeInput,
  ReferralView, TokenInput,
} from './referral.js';
import type { AnswerLinkInput, AnswerLinkView } from './messaging.js';
import type { OnCallView, RotaInput, RotaView } from './oncall.js';
import type { PhoneInput, PhoneKeyInput, PhoneReplyInput, PhonesView } from './phones.js';

interface Entry<I, O> { input: I; output: O }
interface Nothing { [key: string]: never }
interface ById { id: string }

/** Every address of the HTTP API: what goes in (path, query and body together) and what comes out. */
export interface Api {
  'POST /api/v1/session': Entry<SignInInput, SessionView>;
  'GET /api/v1/session': Entry<Nothing, SessionView>;
  'DELETE /api/v1/session': Entry<Nothing, null>;
  'GET /api/v1/staff': Entry<Nothing, { staff: StaffView[] }>;
  'POST /api/v1/staff': Entry<NewStaffInput, StaffView>;
  'GET /api/v1/network': Entry<Nothing, NetworkView>;
  'PUT /api/v1/network': Entry<NetworkInput, NetworkView>;

  'POST /api/v1/reports': Entry<NewReport, ReportView>;
  'GET /api/v1/reports': Entry<Nothing, { reports: ReportView[] }>;
  'GET /api/v1/reports/:id': Entry<ById, ReportView>;
  'PATCH /api/v1/reports/:id': Entry<ById & ReportDetails, ReportView>;
  'POST /api/v1/reports/:id/stand-down': Entry<ById & StandDownInput, ReportView>;
  'POST /api/v1/reports/:id/emergency-answer': Entry<ById & EmergencyAnswerInput, ReportView>;

  'GET /api/v1/board': Entry<Nothing, BoardView>;
  'GET /api/v1/crises': Entry<{ ref?: string; state?: 'open' | 'closed' }, { crises: BoardView['cards'] }>;
  'GET /api/v1/crises/:id': Entry<ById, CrisisView>;
  'POST /api/v1/crises/:id/acknowledgement': Entry<ById & AcknowledgementInput, CrisisView>;
  'POST /api/v1/crises/:id/refusal': Entry<ById & RefusalInput, { ladder: LadderView | null }>;
  'POST /api/v1/crises/:id/release': Entry<ById & ReleaseInput, CrisisView>;
  'POST /api/v1/crises/:id/next-rung': Entry<ById & AskNextInput, CrisisView>;
  'POST /api/v1/crises/:id/progress': Entry<ById & ProgressInput, CrisisView>;
  'POST /api/v1/crises/:id/notes': Entry<ById & NoteInput, CrisisView>;
  'PATCH /api/v1/crises/:id/facts': Entry<ById & FactsInput, CrisisView>;
  'POST /api/v1/crises/:id/urgency': Entry<ById & UrgencyInput, CrisisView>;
  'POST /api/v1/crises/:id/emergency-answer': Entry<ById & EmergencyAnswerInput, CrisisView>;
  'POST /api/v1/crises/:id/emergency-contacts': Entry<ById & EmergencyContactInput, CrisisView>;
  'POST /api/v1/crises/:id/emergency-contacts/:contactId/confirmation': Entry<ById & { contactId: string } & EmergencyConfirmationInput, CrisisView>;
  'POST /api/v1/crises/:id/closure': Entry<ById & ClosureInput, CrisisView>;
  'POST /api/v1/crises/:id/reopening': Entry<ById & ReopeningInput, CrisisView>;
  'POST /api/v1/crises/:id/matches': Entry<ById & MatchInput, MatchAnswer>;
  'POST /api/v1/crises/:id/consents': Entry<ById & ConsentInput, ConsentView>;
  'DELETE /api/v1/crises/:id/consents/:consentId': Entry<ById & { consentId: string }, ConsentView>;

  'GET /api/v1/follow-ups': Entry<Nothing, { followUps: FollowUpView[] }>;
  'POST /api/v1/follow-ups/:id/result': Entry<ById & FollowUpResultInput, FollowUpView>;

  'POST /api/v1/referrals': Entry<NewReferral, ReferralView>;
  'GET /api/v1/referrals': Entry<Nothing, { referrals: ReferralView[] }>;
  'GET /api/v1/referrals/:id': Entry<ById, ReferralView>;
  'POST /api/v1/referrals/:id/outcome': Entry<ById & ReferralOutcomeInput, ReferralView>;
  'POST /api/v1/referrals/:id/cancellation': Entry<ById & ReferralCancelInput, ReferralView>;

  'POST /api/v1/provider-link/view': Entry<TokenInput, ProviderView>;
  'POST /api/v1/provider-link/opened': Entry<TokenInput, ProviderView>;
  'POST /api/v1/provider-link/answer': Entry<ProviderAnswer, ProviderView>;
  'POST /api/v1/provider-link/code': Entry<TokenInput, ProviderView>;
  'POST /api/v1/provider-link/identity': Entry<ProviderCodeInput, ProviderView>;
  'POST /api/v1/provider-link/capacity': Entry<ProviderCapacityInput, ProviderView>;

  'POST /api/v1/answer-link/view': Entry<TokenInput, AnswerLinkView>;
  'POST /api/v1/answer-link/opened': Entry<TokenInput, AnswerLinkView>;
  'POST /api/v1/answer-link/answer': Entry<AnswerLinkInput, AnswerLinkView>;

  'GET /api/v1/policies': Entry<Nothing, { policies: PolicyView[] }>;
  'PUT /api/v1/policies/:id': Entry<ById & PolicyInput, PolicyView>;
  'GET /api/v1/rotas': Entry<Nothing, { rotas: RotaView[] }>;
  'PUT /api/v1/rotas/:id': Entry<ById & RotaInput, RotaView>;
  'GET /api/v1/on-call': Entry<{ at?: string }, { onCall: OnCallView[] }>;

  'GET /api/v1/services': Entry<ServiceQuery, { services: ServiceView[]; total: number }>;
  'GET /api/v1/services/:id': Entry<ById, ServiceView>;
  'PUT /api/v1/services/:id/capacity': Entry<ById & ServiceCapacityInput, ServiceView>;
  'POST /api/v1/services/:id/intake-contacts/:contactId/verification': Entry<ById & { contactId: string } & IntakeVerificationInput, ServiceView>;

  'GET /api/v1/simulated-phones': Entry<Nothing, PhonesView>;
  'POST /api/v1/simulated-phones/replies': Entry<PhoneReplyInput, PhonesView>;
  'PUT /api/v1/simulated-phones/behaviour': Entry<PhoneKeyInput, PhonesView>;
  'POST /api/v1/simulated-phones': Entry<PhoneInput, PhonesView>;
}

export type RouteKey = keyof Api;
export type InputOf<K extends RouteKey> = Api[K]['input'];
export type OutputOf<K extends RouteKey> = Api[K]['output'];
