/** A problem as it leaves the server (RFC 9457). `type` is `/problems/<slug>`. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** The request's id; the same stands in our log. */
  instance?: string;
  /** Every malformed field, by JSON pointer. */
  errors?: { pointer: string; detail: string }[];
  /** For a lost first claim: who has it now. */
  owner?: { id: string; name: string; since: string };
  /** What to do while we cannot promise anything: the number to ring. */
  dutyPhone?: string;
  emergencyNumber?: string;
}

/** Every problem that can leave the server: status and plain title. */
export const PROBLEMS = {
  'request/malformed': { status: 400, title: 'Some of this could not be read' },
  'request/too-large': { status: 413, title: 'That is too much at once' },
  'request/unknown-address': { status: 404, title: 'There is nothing at this address' },
  'request/too-fast': { status: 429, title: 'Too many tries. Wait a little' },
  'request/foreign-origin': { status: 403, title: 'This request did not come from our own pages' },
  'request/key-reused': { status: 422, title: 'This key was used before with other content' },
  'server/fault': { status: 500, title: 'Something went wrong on our side' },
  'server/not-durable': { status: 503, title: 'This could not be saved safely. Ring the on-call phone' },
  'identity/unknown': { status: 401, title: 'Please sign in' },
  'identity/wrong-credentials': { status: 401, title: 'The e-mail address or the password is not right' },
  'identity/not-allowed': { status: 403, title: 'Your role does not include this' },
  'identity/e-mail-in-use': { status: 422, title: 'Somebody already has this e-mail address' },
  'identity/phone-in-use': { status: 422, title: 'Somebody already has this phone number' },
  'identity/weak-password': { status: 422, title: 'Choose a longer password, at least 15 characters' },
  'identity/last-administrator': { status: 422, title: 'The last administrator cannot be removed' },
  'signature/invalid': { status: 403, title: 'The signature is not right' },
  'crisis/absent': { status: 404, title: 'There is no such crisis, or it is not yours to see' },
  'crisis/taken': { status: 409, title: 'Somebody else has it' },
  'crisis/changed': { status: 409, title: 'This changed since you looked' },
  'crisis/closed': { status: 422, title: 'This crisis is closed' },
  'crisis/not-closed': { status: 422, title: 'This crisis is not closed' },
  'crisis/not-asked': { status: 403, title: 'You were not asked for this crisis' },
  'crisis/not-owner': { status: 403, title: 'Only the owner or a supervisor can do this' },
  'crisis/unowned': { status: 422, title: 'Nobody has this crisis yet' },
  'crisis/stand-down-too-late': { status: 422, title: 'It is too late to stand down here. Ring the on-call phone' },
  'crisis/stand-down-taken': { status: 422, title: 'Somebody already has this. Tell them' },
  'crisis/emergency-not-confirmed': { status: 422, title: 'First confirm that emergency services reached the person' },
  'crisis/referral-open': { status: 422, title: 'A referral is still waiting for an answer' },
  'triage/lowering-needs-a-person': { status: 422, title: 'Only a person lowers the urgency' },
  'triage/lowering-needs-a-reason': { status: 422, title: 'Give the reason for lowering the urgency' },
  'triage/lowering-needs-a-supervisor': { status: 422, title: 'Lowering from Emergency or very urgent needs a supervisor' },
  'triage/impossible-answers': { status: 422, title: 'These answers do not fit together' },
  'escalation/changed': { status: 409, title: 'The asking moved on' },
  'escalation/not-running': { status: 422, title: 'Nobody is being asked now' },
  'escalation/unknown-policy': { status: 404, title: 'There is no such policy' },
  'escalation/policy-changed': { status: 409, title: 'This ladder changed since you looked' },
  'escalation/policy-with-a-hole': { status: 422, title: 'This ladder can end without anybody being asked' },
  'oncall/changed': { status: 409, title: 'This rota changed since you looked' },
  'oncall/unknown-rota': { status: 404, title: 'There is no such rota' },
  'link/invalid': { status: 404, title: 'This link does not work any more' },
  'link/finished': { status: 409, title: 'No longer needed, thank you' },
  'link/wrong-code': { status: 422, title: 'That code is not right' },
  'directory/absent': { status: 404, title: 'There is no such service' },
  'directory/changed': { status: 409, title: 'This service changed since you looked' },
  'directory/intake-contact-absent': { status: 404, title: 'There is no such intake contact' },
  'referral/absent': { status: 404, title: 'There is no such referral, or it is not yours to see' },
  'referral/changed': { status: 409, title: 'This referral changed since you looked' },
  'referral/move-not-allowed': { status: 422, title: 'This cannot follow from where the referral stands' },
  'referral/phone-first': { status: 422, title: 'Phone first: no intake contact of this service was checked' },
  'referral/consent-missing': { status: 422, title: 'Their agreement for this service is not recorded' },
  'referral/one-at-a-time': { status: 422, title: 'Another referral for this need is still open' },
  'referral/not-offered': { status: 422, title: 'This service is excluded. Ask anyway needs a reason' },
  'care/follow-up-absent': { status: 404, title: 'There is no such follow-up, or it is not yours to see' },
  'care/follow-up-done': { status: 409, title: 'This follow-up is already done' },
  'care/consent-absent': { status: 404, title: 'There is no such consent' },
  'network/changed': { status: 409, title: 'These settings changed since you looked' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemSlug = keyof typeof PROBLEMS;
