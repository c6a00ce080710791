import type { AskAnswerInput, AssignmentInput, BackupCallView, BackupInput, ColleagueView, HandOverInput, ShiftEndView, ShiftListView } from './asks.js';
import type {
  AcknowledgementInput, AskNextInput, BoardView, ClosureInput, ConsentInput, CrisisSearchInput, CrisisSearchView, CrisisView, EmergencyAnswerInput,
  EmergencyConfirmationInput, EmergencyContactInput, FactsInput, FollowUpResultInput, FollowUpView, JoinInput, LocationInput, NewReport, NoteInput,
  ProgressInput, RefusalInput, ReleaseInput, ReopeningInput, ReportDetails, ReportView, SnoozeInput, StandDownInput, UnjoinInput, UrgencyInput,
} from './crisis.js';
import type { LadderView, PolicyInput, PolicyView, WhoIsReachedInput, WhoIsReachedView } from './escalation.js';
import type {
  DeactivationInput, DutiesView, ImportApplyInput, ImportDoneView, ImportInput, ImportPreviewView, MyChannelsInput, MyChannelsView, MySessionView, NetworkInput,
  NetworkView, PublicLinesView, NewPasswordInput, NewStaffInput, NumberKind, PasswordLinkView, PeopleView, PhoneCheckView, SessionView, SignInInput, StaffChangeInput, StaffRecordView,
  StaffView, TeamInput, TeamRecordView,
} from './identity.js';
import type { ScreenerAnswers, ScreenerDefinition } from './triage.js';
import type { EmailNoticeInput, MyNoticesView, NoticeCheckView, PushBrowserInput } from './notices.js';
import type { WordingDraft, WordingInput, WordingPreview, WordingPutBackInput, WordingVersionView, WordingView } from './wording.js';
import type { Channel } from './words.js';
import type { FindServicesQuery, FoundServices } from './found-services.js';
import type { IntakeVerificationInput, ServiceCapacityInput, ServiceQuery, ServiceView } from './directory.js';
import type {
  DirectoryImportPreview, DirectoryImportView, DuplicatesView, ImportChoices, MergeInput, MergeView, NewServiceProblem, UploadView, ServiceChangeInput, ServiceChangeView, ServiceCheckInput, ServiceEditInput, ServiceFactsView, ServiceProblemAnswer, ServiceProblemView, StaleQuery, StaleServiceView,
} from './directory-edit.js';
import type { DeadJobView } from './health.js';
import type { MatchAnswer, MatchInput } from './matching.js';
import type {
  HelpInput, HelpView, ObtainedInput, ReceiptInput, ReceiptLinkView, ReceiptOpenInput, ReceiptView, ReceiptWithdrawalInput, SafeContactInput, SafeContactView,
} from './care.js';
import type {
  ConsentView, NewReferral, ProviderAnswer, ProviderCapacityInput, ProviderCodeInput, ProviderView, ReferralCancelInput, ReferralErrorInput, ReferralMoveInput,
  ReferralOutcomeInput, ReferralSendingInput, ReferralStanding, ReferralView, WarmHandOffInput, TokenInput, WithdrawalInput,
} from './referral.js';
import type { InboxAnswer, InboxPlacesInput, InboxServiceView, InboxView, NewProviderAccount, ProviderAccountLink, ProviderAccountView, ProviderAccountsView } from './inbox.js';
import type { AnswerLinkInput, AnswerLinkView } from './messaging.js';
import type {
  CalendarLinkView, LeaveInput, LeaveView, NewCalendarLinkView, NewSwap, OnCallView, OverrideInput, OverrideView, RotaInput, RotaPreviewView, RotaView,
  RotaWarningsView, ScheduleQuery, ScheduleView, ShiftsView, SwapView,
} from './oncall.js';
import type { RotaExportQuery, RotaExportView, RotaImportDoneView, RotaImportPreviewView } from './rota-import.js';
import type {
  CapacityBoardView, CapacityHistoryFile, CapacityHistoryView, CapacityLine, CapacityLinkRoomAnswer, CapacityLinkTelling, CapacityLinkView, CapacitySettingsInput, RoomAskInput, RoomAskView,
} from './capacity.js';
import type { DowntimeSheetsView } from './downtime.js';
import type { DrillInput, DrillReport } from './drill.js';
import type { DeliveryHealthView, MessageLogQuery, MessageLogView } from './reporting.js';
import type { NewWallKey, NewWallKeyView, WallKeysView, WallView } from './wall.js';
import type { PhoneCallInput, PhoneInput, PhoneKeyInput, PhoneReplyInput, PhonesView } from './phones.js';
import type { ApiKeyApi } from './api-keys.js';
import type { AuditApi } from './audit.js';
import type { EmergencyAccessApi } from './emergency-access.js';
import type { SignInApi } from './sign-in.js';

interface Entry<I, O> { input: I; output: O }
interface Nothing { [key: string]: never }
interface ById { id: string }

/** Every address of the HTTP API: what goes in (path, query and body together) and what comes out. */
export interface Api extends SignInApi, ApiKeyApi, AuditApi, EmergencyAccessApi {
  'POST /api/v1/session': Entry<SignInInput, SessionView>;
  'GET /api/v1/session': Entry<Nothing, SessionView>;
  'DELETE /api/v1/session': Entry<Nothing, null>;
  'GET /api/v1/staff': Entry<Nothing, { staff: StaffView[] }>;
  'POST /api/v1/staff': Entry<NewStaffInput, StaffView>;
  'GET /api/v1/people': Entry<Nothing, PeopleView>;
  'PUT /api/v1/staff/:id': Entry<ById & StaffChangeInput, StaffRecordView>;
  'POST /api/v1/staff/:id/numbers': Entry<ById & { number: string; kind: NumberKind }, StaffRecordView>;
  'DELETE /api/v1/staff/:id/numbers/:numberId': Entry<ById & { numberId: string }, StaffRecordView>;
  'GET /api/v1/staff/:id/duties': Entry<ById, DutiesView>;
  'POST /api/v1/staff/:id/deactivation': Entry<ById & DeactivationInput, StaffRecordView>;
  'POST /api/v1/staff/:id/reactivation': Entry<ById, StaffRecordView>;
  'POST /api/v1/staff/:id/lock-out': Entry<ById, StaffRecordView>;
  'POST /api/v1/staff/:id/password-link': Entry<ById, PasswordLinkView>;
  'POST /api/v1/password-link/view': Entry<TokenInput, { name: string }>;
  'POST /api/v1/password-link/password': Entry<NewPasswordInput, null>;
  'POST /api/v1/teams': Entry<TeamInput, TeamRecordView>;
  'PUT /api/v1/teams/:id': Entry<ById & TeamInput, TeamRecordView>;
  'POST /api/v1/staff-imports/preview': Entry<ImportInput, ImportPreviewView>;
  'POST /api/v1/staff-imports': Entry<ImportApplyInput, ImportDoneView>;
  'GET /api/v1/me/channels': Entry<Nothing, MyChannelsView>;
  'PUT /api/v1/me/channels': Entry<MyChannelsInput, MyChannelsView>;
  'POST /api/v1/me/numbers': Entry<{ number: string; kind: NumberKind }, MyChannelsView>;
  'DELETE /api/v1/me/numbers/:id': Entry<ById, MyChannelsView>;
  'POST /api/v1/me/numbers/:id/code': Entry<ById & { channel: Channel }, PhoneCheckView>;
  'POST /api/v1/me/numbers/:id/verification': Entry<ById & { code: string }, MyChannelsView>;
  'POST /api/v1/me/numbers/:id/test': Entry<ById & { channel: Channel }, PhoneCheckView>;
  'GET /api/v1/me/phone-checks/:id': Entry<ById, PhoneCheckView>;
  'GET /api/v1/me/notices': Entry<Nothing, MyNoticesView>;
  'POST /api/v1/me/push-browsers': Entry<PushBrowserInput, MyNoticesView>;
  'DELETE /api/v1/me/push-browsers/:id': Entry<ById, MyNoticesView>;
  'POST /api/v1/me/push-browsers/:id/test': Entry<ById, NoticeCheckView>;
  'PUT /api/v1/me/email': Entry<EmailNoticeInput, MyNoticesView>;
  'POST /api/v1/me/email/code': Entry<Nothing, NoticeCheckView>;
  'POST /api/v1/me/email/verification': Entry<{ code: string }, MyNoticesView>;
  'POST /api/v1/me/email/test': Entry<Nothing, NoticeCheckView>;
  'GET /api/v1/me/notice-checks/:id': Entry<ById, NoticeCheckView>;
  'GET /api/v1/me/sessions': Entry<Nothing, { sessions: MySessionView[] }>;
  'DELETE /api/v1/me/sessions': Entry<Nothing, { sessions: MySessionView[] }>;
  'DELETE /api/v1/me/sessions/:id': Entry<ById, { sessions: MySessionView[] }>;
  'GET /api/v1/network': Entry<Nothing, NetworkView>;
  'PUT /api/v1/network': Entry<NetworkInput, NetworkView>;
  'GET /api/v1/public-lines': Entry<Nothing, PublicLinesView>;
  'GET /api/v1/wordings': Entry<Nothing, { wordings: WordingView[] }>;
  'POST /api/v1/wordings/:key/preview': Entry<{ key: string } & WordingDraft, WordingPreview>;
  'PUT /api/v1/wordings/:key': Entry<{ key: string } & WordingInput, WordingView>;
  'GET /api/v1/wordings/:key/history': Entry<{ key: string }, { versions: WordingVersionView[] }>;
  'POST /api/v1/wordings/:key/put-back': Entry<{ key: string } & WordingPutBackInput, WordingView>;

  'POST /api/v1/reports': Entry<NewReport, ReportView>;
  'GET /api/v1/reports': Entry<Nothing, { reports: ReportView[] }>;
  'GET /api/v1/reports/:id': Entry<ById, ReportView>;
  'PATCH /api/v1/reports/:id': Entry<ById & ReportDetails, ReportView>;
  'POST /api/v1/reports/:id/stand-down': Entry<ById & StandDownInput, ReportView>;
  'POST /api/v1/reports/:id/emergency-answer': Entry<ById & EmergencyAnswerInput, ReportView>;
  'POST /api/v1/reports/:id/joined-to/undo': Entry<ById & UnjoinInput, ReportView>;
  'POST /api/v1/reports/:id/joined-to': Entry<ById & JoinInput, ReportView>;

  'GET /api/v1/board': Entry<Nothing, BoardView>;
  'GET /api/v1/wall': Entry<Nothing, WallView>;
  'GET /api/v1/wall-keys': Entry<Nothing, WallKeysView>;
  'POST /api/v1/wall-keys': Entry<NewWallKey, NewWallKeyView>;
  'DELETE /api/v1/wall-keys/:id': Entry<ById, WallKeysView>;
  'POST /api/v1/wall-link/opening': Entry<{ key: string }, null>;
  'GET /api/v1/crises': Entry<{ ref?: string; state?: 'open' | 'closed' }, { crises: BoardView['cards'] }>;
  'POST /api/v1/crises/search': Entry<CrisisSearchInput, CrisisSearchView>;
  'GET /api/v1/crises/:id': Entry<ById, CrisisView>;
  'POST /api/v1/crises/:id/acknowledgement': Entry<ById & AcknowledgementInput, CrisisView>;
  'POST /api/v1/crises/:id/refusal': Entry<ById & RefusalInput, { ladder: LadderView | null }>;
  'POST /api/v1/crises/:id/release': Entry<ById & ReleaseInput, CrisisView>;
  'POST /api/v1/crises/:id/next-rung': Entry<ById & AskNextInput, CrisisView>;
  'POST /api/v1/crises/:id/progress': Entry<ById & ProgressInput, CrisisView>;
  'POST /api/v1/crises/:id/notes': Entry<ById & NoteInput, CrisisView>;
  'PATCH /api/v1/crises/:id/facts': Entry<ById & FactsInput, CrisisView>;
  'GET /api/v1/screeners': Entry<Nothing, { screeners: ScreenerDefinition[] }>;
  'POST /api/v1/crises/:id/screenings': Entry<ById & ScreenerAnswers, CrisisView>;
  'POST /api/v1/crises/:id/urgency': Entry<ById & UrgencyInput, CrisisView>;
  'POST /api/v1/crises/:id/emergency-answer': Entry<ById & EmergencyAnswerInput, CrisisView>;
  'POST /api/v1/crises/:id/emergency-contacts': Entry<ById & EmergencyContactInput, CrisisView>;
  'POST /api/v1/crises/:id/emergency-contacts/:contactId/confirmation': Entry<ById & { contactId: string } & EmergencyConfirmationInput, CrisisView>;
  'POST /api/v1/crises/:id/closure': Entry<ById & ClosureInput, CrisisView>;
  'POST /api/v1/crises/:id/reopening': Entry<ById & ReopeningInput, CrisisView>;
  'GET /api/v1/crises/:id/colleagues': Entry<ById, { colleagues: ColleagueView[] }>;
  'POST /api/v1/crises/:id/hand-over': Entry<ById & HandOverInput, CrisisView>;
  'POST /api/v1/crises/:id/hand-over/answer': Entry<ById & AskAnswerInput, CrisisView>;
  'POST /api/v1/crises/:id/hand-over/withdrawal': Entry<ById, CrisisView>;
  'POST /api/v1/crises/:id/assignment': Entry<ById & AssignmentInput, CrisisView>;
  'POST /api/v1/teams/:id/backup': Entry<ById, BackupCallView>;
  'POST /api/v1/crises/:id/backup': Entry<ById & BackupInput, CrisisView>;
  'POST /api/v1/crises/:id/backup/answer': Entry<ById & AskAnswerInput, CrisisView>;
  'POST /api/v1/crises/:id/backup/offer': Entry<ById, CrisisView>;
  'DELETE /api/v1/crises/:id/backup': Entry<ById, CrisisView>;
  'POST /api/v1/crises/:id/snooze': Entry<ById & SnoozeInput, CrisisView>;
  'DELETE /api/v1/crises/:id/snooze': Entry<ById, CrisisView>;
  'POST /api/v1/crises/:id/location': Entry<ById & LocationInput, CrisisView>;
  'POST /api/v1/crises/:id/joined-to': Entry<ById & JoinInput, CrisisView>;
  'POST /api/v1/crises/:id/joined-to/undo': Entry<ById & UnjoinInput, CrisisView>;
  'GET /api/v1/shift': Entry<Nothing, ShiftListView>;
  'POST /api/v1/shift/end': Entry<Nothing, ShiftEndView>;
  'POST /api/v1/crises/:id/matches': Entry<ById & MatchInput, MatchAnswer>;
  'POST /api/v1/crises/:id/consents': Entry<ById & ConsentInput, ConsentView>;
  'DELETE /api/v1/crises/:id/consents/:consentId': Entry<ById & { consentId: string }, ConsentView>;

  'POST /api/v1/crises/:id/consents/:consentId/withdrawal': Entry<ById & { consentId: string } & WithdrawalInput, ConsentView>;
  'POST /api/v1/crises/:id/consents/:consentId/person-told': Entry<ById & { consentId: string; how: string }, ConsentView>;
  'GET /api/v1/crises/:id/help': Entry<ById, HelpView>;
  'POST /api/v1/crises/:id/help': Entry<ById & HelpInput, HelpView>;
  'POST /api/v1/crises/:id/help/:helpId/obtained': Entry<ById & { helpId: string } & ObtainedInput, HelpView>;
  'GET /api/v1/crises/:id/safe-contact': Entry<ById, SafeContactView>;
  'PUT /api/v1/crises/:id/safe-contact': Entry<ById & SafeContactInput, SafeContactView>;
  'GET /api/v1/crises/:id/receipts': Entry<ById, { receipts: ReceiptLinkView[] }>;
  'POST /api/v1/crises/:id/receipts': Entry<ById & ReceiptInput, ReceiptLinkView>;
  'DELETE /api/v1/crises/:id/receipts/:receiptId': Entry<ById & { receiptId: string }, ReceiptLinkView>;
  'POST /api/v1/receipt-link/withdrawal': Entry<ReceiptWithdrawalInput, ReceiptView>;
  'POST /api/v1/receipt-link/view': Entry<ReceiptOpenInput, ReceiptView>;

  'GET /api/v1/follow-ups': Entry<Nothing, { followUps: FollowUpView[] }>;
  'POST /api/v1/follow-ups/:id/result': Entry<ById & FollowUpResultInput, FollowUpView>;

  'POST /api/v1/referrals': Entry<NewReferral, ReferralView>;
  'GET /api/v1/referrals': Entry<Nothing, { referrals: ReferralView[] }>;
  'GET /api/v1/referrals/:id': Entry<ById, ReferralView>;
  'POST /api/v1/referrals/:id/sending': Entry<ById & ReferralSendingInput, ReferralView>;
  'POST /api/v1/referrals/:id/said': Entry<ById & ReferralMoveInput, ReferralView>;
  'POST /api/v1/referrals/:id/agreed-time': Entry<ById & { seenVersion: number }, ReferralView>;
  'POST /api/v1/referrals/:id/warm-hand-off': Entry<ById & WarmHandOffInput, ReferralView>;
  'POST /api/v1/referrals/:id/error': Entry<ById & ReferralErrorInput, ReferralStanding>;
  'POST /api/v1/referrals/:id/outcome': Entry<ById & ReferralOutcomeInput, ReferralView>;
  'POST /api/v1/referrals/:id/cancellation': Entry<ById & ReferralCancelInput, ReferralView>;

  'POST /api/v1/provider-link/view': Entry<TokenInput, ProviderView>;
  'POST /api/v1/provider-link/opened': Entry<TokenInput, ProviderView>;
  'POST /api/v1/provider-link/answer': Entry<ProviderAnswer, ProviderView>;
  'POST /api/v1/provider-link/code': Entry<TokenInput, ProviderView>;
  'POST /api/v1/provider-link/identity': Entry<ProviderCodeInput, ProviderView>;
  'POST /api/v1/provider-link/capacity': Entry<ProviderCapacityInput, ProviderView>;

  'GET /api/v1/inbox': Entry<Nothing, InboxView>;
  'GET /api/v1/inbox/:id': Entry<ById, ProviderView>;
  'POST /api/v1/inbox/:id/opened': Entry<ById, ProviderView>;
  'POST /api/v1/inbox/:id/answer': Entry<ById & InboxAnswer, ProviderView>;
  'POST /api/v1/inbox/:id/code': Entry<ById, ProviderView>;
  'POST /api/v1/inbox/:id/identity': Entry<ById & { code: string }, ProviderView>;
  'POST /api/v1/inbox/:id/places': Entry<ById & { available: number }, ProviderView>;
  'PUT /api/v1/inbox-services/:id/places': Entry<ById & InboxPlacesInput, InboxServiceView>;
  'GET /api/v1/organizations/:id/accounts': Entry<ById, ProviderAccountsView>;
  'POST /api/v1/organizations/:id/accounts': Entry<ById & NewProviderAccount, ProviderAccountLink>;
  'POST /api/v1/organizations/:id/accounts/:accountId/link': Entry<ById & { accountId: string; sendTo?: { serviceId: string; contactId: string } }, ProviderAccountLink>;
  'POST /api/v1/organizations/:id/accounts/:accountId/ending': Entry<ById & { accountId: string }, ProviderAccountView>;

  'POST /api/v1/answer-link/view': Entry<TokenInput, AnswerLinkView>;
  'POST /api/v1/answer-link/opened': Entry<TokenInput, AnswerLinkView>;
  'POST /api/v1/answer-link/answer': Entry<AnswerLinkInput, AnswerLinkView>;

  'GET /api/v1/policies': Entry<Nothing, { policies: PolicyView[]; mayEdit: string[] }>;
  'POST /api/v1/policies/who-is-reached': Entry<WhoIsReachedInput, WhoIsReachedView>;
  'PUT /api/v1/policies/:id': Entry<ById & PolicyInput, PolicyView>;
  'GET /api/v1/rotas': Entry<Nothing, { rotas: RotaView[] }>;
  'PUT /api/v1/rotas/:id': Entry<ById & RotaInput, RotaView>;
  'DELETE /api/v1/rotas/:id': Entry<ById & { seenVersion: number }, null>;
  'POST /api/v1/rotas/:id/preview': Entry<ById & RotaInput, RotaPreviewView>;
  'GET /api/v1/rotas/:id/overrides': Entry<ById, { overrides: OverrideView[] }>;
  'POST /api/v1/rotas/:id/overrides': Entry<ById & OverrideInput, OverrideView>;
  'DELETE /api/v1/rotas/:id/overrides/:overrideId': Entry<ById & { overrideId: string }, null>;
  'POST /api/v1/rota-imports/preview': Entry<ImportInput, RotaImportPreviewView>;
  'POST /api/v1/rota-imports': Entry<ImportApplyInput, RotaImportDoneView>;
  'GET /api/v1/rota-exports': Entry<RotaExportQuery, RotaExportView>;
  'GET /api/v1/rota-schedules': Entry<ScheduleQuery, { schedules: ScheduleView[] }>;
  'GET /api/v1/rota-warnings': Entry<Nothing, RotaWarningsView>;
  'GET /api/v1/rota-swaps': Entry<Nothing, { swaps: SwapView[] }>;
  'POST /api/v1/rota-swaps': Entry<NewSwap, SwapView>;
  'POST /api/v1/rota-swaps/:id/acceptance': Entry<ById, SwapView>;
  'POST /api/v1/rota-swaps/:id/refusal': Entry<ById, SwapView>;
  'POST /api/v1/rota-swaps/:id/withdrawal': Entry<ById, SwapView>;
  'GET /api/v1/shifts': Entry<{ staffId?: string }, ShiftsView>;
  'GET /api/v1/leave': Entry<Nothing, { leave: LeaveView[] }>;
  'POST /api/v1/leave': Entry<LeaveInput, LeaveView>;
  'DELETE /api/v1/leave/:id': Entry<ById, null>;
  'GET /api/v1/calendar-links': Entry<Nothing, { links: CalendarLinkView[] }>;
  'POST /api/v1/calendar-links': Entry<{ rotaId?: string }, NewCalendarLinkView>;
  'DELETE /api/v1/calendar-links/:id': Entry<ById, null>;
  'GET /api/v1/on-call': Entry<{ at?: string }, { onCall: OnCallView[] }>;

  'POST /api/v1/drills': Entry<DrillInput, DrillReport>;
  'GET /api/v1/messages': Entry<MessageLogQuery, MessageLogView>;
  'GET /api/v1/delivery-health': Entry<Nothing, DeliveryHealthView>;
  'GET /api/v1/downtime-sheets': Entry<Nothing, DowntimeSheetsView>;

  'GET /api/v1/found-services': Entry<FindServicesQuery, FoundServices>;
  'GET /api/v1/services': Entry<ServiceQuery, { services: ServiceView[]; total: number }>;
  'GET /api/v1/services/:id': Entry<ById, ServiceView>;
  'GET /api/v1/services/:id/facts': Entry<ById, ServiceFactsView>;
  'PUT /api/v1/services/:id': Entry<ById & ServiceEditInput, ServiceView>;
  'POST /api/v1/services': Entry<ServiceChangeInput, ServiceView>;
  'GET /api/v1/services/:id/history': Entry<ById & { before?: number }, { changes: ServiceChangeView[]; more: boolean }>;
  'POST /api/v1/services/:id/history/:changeId/put-back': Entry<ById & { changeId: string; seenVersion: number; why: string }, ServiceView>;
  'GET /api/v1/stale-services': Entry<StaleQuery, { services: StaleServiceView[]; total: number }>;
  'POST /api/v1/services/:id/checks': Entry<ById & ServiceCheckInput, ServiceView>;
  'POST /api/v1/services/:id/problems': Entry<ById & NewServiceProblem, ServiceProblemView>;
  'GET /api/v1/services/:id/problems': Entry<ById, { problems: ServiceProblemView[] }>;
  'GET /api/v1/service-problems': Entry<{ answered?: boolean; skip?: number }, { problems: ServiceProblemView[]; total: number }>;
  'GET /api/v1/me/service-problems': Entry<Nothing, { problems: ServiceProblemView[] }>;
  'POST /api/v1/service-problems/:id/taking': Entry<ById, ServiceProblemView>;
  'POST /api/v1/service-problems/:id/answer': Entry<ById & ServiceProblemAnswer, ServiceProblemView>;
  'POST /api/v1/directory-uploads/:id/files': Entry<ById & { name: string }, UploadView>;
  'POST /api/v1/directory-imports/preview': Entry<ImportChoices, DirectoryImportPreview>;
  'POST /api/v1/directory-imports': Entry<ImportChoices & { digest: string }, DirectoryImportView>;
  'GET /api/v1/directory-imports': Entry<Nothing, { imports: DirectoryImportView[] }>;
  'GET /api/v1/directory-imports/:id': Entry<ById, DirectoryImportView>;
  'POST /api/v1/directory-imports/:id/undoing': Entry<ById, DirectoryImportView>;
  'GET /api/v1/duplicate-services': Entry<Nothing, DuplicatesView>;
  'POST /api/v1/duplicate-services/apart': Entry<{ oneId: string; otherId: string }, null>;
  'GET /api/v1/services/:id/merge': Entry<ById & { goesId: string }, MergeView>;
  'POST /api/v1/services/:id/merge': Entry<ById & MergeInput, ServiceView>;
  'POST /api/v1/services/:id/merge-undoing': Entry<ById & { why: string }, { service: ServiceView; otherStays: boolean }>;
  'GET /api/v1/organizations': Entry<{ q?: string }, { organizations: { id: string; name: string }[] }>;
  'PUT /api/v1/services/:id/capacity': Entry<ById & ServiceCapacityInput, ServiceView>;
  'POST /api/v1/services/:id/intake-contacts/:contactId/verification': Entry<ById & { contactId: string } & IntakeVerificationInput, ServiceView>;

  'GET /api/v1/capacity': Entry<{ serviceId?: string }, CapacityBoardView>;
  'GET /api/v1/services/:id/capacity-history': Entry<ById, CapacityHistoryView>;
  'GET /api/v1/services/:id/capacity-history/file': Entry<ById, CapacityHistoryFile>;
  'POST /api/v1/services/:id/capacity-asks': Entry<ById, CapacityLine>;
  'DELETE /api/v1/services/:id/capacity-links': Entry<ById, { revoked: number }>;
  'PUT /api/v1/services/:id/capacity-settings': Entry<ById & CapacitySettingsInput, CapacityLine>;
  'POST /api/v1/capacity-link/view': Entry<TokenInput, CapacityLinkView>;
  'POST /api/v1/capacity-link/places': Entry<CapacityLinkTelling, CapacityLinkView>;
  'POST /api/v1/capacity-link/room': Entry<CapacityLinkRoomAnswer, CapacityLinkView>;
  'POST /api/v1/crises/:id/room-asks': Entry<ById & RoomAskInput, RoomAskView>;
  'GET /api/v1/crises/:id/room-asks': Entry<ById, { roomAsks: RoomAskView[] }>;
  'POST /api/v1/room-asks/:id/end': Entry<ById, RoomAskView>;

  'GET /api/v1/dead-jobs': Entry<Nothing, { jobs: DeadJobView[] }>;
  'POST /api/v1/dead-jobs/:id/retry': Entry<ById, DeadJobView>;

  'GET /api/v1/simulated-phones': Entry<Nothing, PhonesView>;
  'POST /api/v1/simulated-phones/replies': Entry<PhoneReplyInput, PhonesView>;
  'POST /api/v1/simulated-phones/calls': Entry<PhoneCallInput, PhonesView>;
  'PUT /api/v1/simulated-phones/behaviour': Entry<PhoneKeyInput, PhonesView>;
  'POST /api/v1/simulated-phones': Entry<PhoneInput, PhonesView>;
}

export type RouteKey = keyof Api;
export type InputOf<K extends RouteKey> = Api[K]['input'];
export type OutputOf<K extends RouteKey> = Api[K]['output'];
