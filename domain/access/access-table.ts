/**
 * Subject x action x relation. A cell is `true` (in every state) or the states in which it holds. What is not here is
 * refused, and refused as "not found" to whom `read` is refused.
 *
 * Portfolio states: draft, submitted, in-review, moderation, proposed, held, changes-asked, certified, not-yet.
 * `readable` (a champion's, a facilitator's view) is the team's shared pages; private notes are never a subject here.
 * A contemplative trainee (`trainee`) hosts calls and takes their roll, and reads nothing else of anybody.
 */
import type { Relation } from './actor.ts'

type Row = Partial<Record<Relation, true | readonly string[]>>

export const portfolioStates = [
  'draft',
  'submitted',
  'in-review',
  'moderation',
  'agreed',
  'proposed',
  'held',
  'changes-asked',
  'certified',
  'not-yet',
] as const
export type PortfolioState = (typeof portfolioStates)[number]
export const submissionStates = [
  'submitted',
  'in-review',
  'compared',
  'moderation',
  'agreed',
  'proposed',
  'held',
  'released',
  'withdrawn',
] as const
export type SubmissionState = (typeof submissionStates)[number]

const staff: Row = { manager: true, coach: true }
const everyoneInside: Row = { member: true, champion: true, mentor: true, facilitator: true, ...staff }

export const accessTable = {
  team: {
    read: { ...everyoneInside, 'former-member': true },
    'change-roster': { manager: true, coach: true },
    'name-champion': { member: true, manager: true, coach: true },
    'confirm-access': { champion: true },
    /** Its sites and its rhythm of check-ins. */
    'set-up': { member: true, manager: true, coach: true },
    'create-portfolio': { member: true, manager: true, coach: true },
    'assign-mentor': { manager: true },
    'record-attendance': { facilitator: true, faculty: true, trainee: true, ...staff },
    'hold-check-in': { member: true },
  },
  portfolio: {
    read: { ...everyoneInside },
    write: { member: true },
    'add-entry': { member: true },
    'propose-submission': { member: ['draft', 'changes-asked'] },
    submit: { member: ['draft', 'changes-asked'] },
    withdraw: { member: ['submitted'] },
    annotate: { mentor: true, coach: true },
    export: { member: true, 'former-member': ['certified', 'not-yet'], manager: true },
    publish: { member: ['certified'] },
  },
  entry: {
    read: { ...everyoneInside },
    write: { member: true },
    archive: { member: true },
    /** Who wrote which words: for those who write and accompany, not for those who only follow along. */
    'read-contributions': { member: true, mentor: true, ...staff },
  },
  /** §11 "Each of us": only its author writes it. */
  'personal-entry': {
    read: { ...everyoneInside },
    write: { self: true },
    archive: { self: true },
    'read-contributions': { member: true, mentor: true, ...staff },
  },
  /** State: the portfolio's. `read-original` is asked for bytes while consent is open; reviewers see what was submitted. */
  evidence: {
    read: { ...everyoneInside, 'assigned-reviewer': true },
    write: { member: true },
    'read-original': { member: true, mentor: true, ...staff, 'assigned-reviewer': true },
    'settle-consent': { member: true },
  },
  submission: {
    read: {
      member: true,
      mentor: true,
      facilitator: ['released'],
      faculty: ['proposed', 'held', 'released'],
      champion: ['released'],
      ...staff,
      'assigned-reviewer': true,
    },
    'assign-reviewer': { manager: ['submitted', 'in-review', 'moderation'] },
    'read-progress': { ...staff },
    'read-outcome': {
      member: ['released'],
      champion: ['released'],
      mentor: ['released'],
      faculty: ['proposed', 'held', 'released'],
      manager: ['agreed', 'proposed', 'held', 'released'],
      coach: ['agreed', 'proposed', 'held', 'released'],
      'assigned-reviewer': ['agreed', 'proposed', 'held', 'released'],
    },
    moderate: { 'assigned-reviewer': ['compared', 'moderation'], manager: ['moderation'] },
    'agree-levels': { 'assigned-reviewer': ['compared', 'moderation'] },
    'read-comparison': {
      'assigned-reviewer': ['compared', 'moderation', 'agreed', 'proposed', 'held', 'released'],
      manager: ['compared', 'moderation', 'agreed', 'proposed', 'held', 'released'],
      coach: ['compared', 'moderation', 'agreed', 'proposed', 'held', 'released'],
      faculty: ['proposed', 'held', 'released'],
    },
    'propose-decision': { 'assigned-reviewer': ['agreed'] },
    'return-decision': { manager: ['proposed', 'held'], faculty: ['proposed'] },
    'sign-decision': { manager: ['proposed'], faculty: ['proposed'] },
    'release-decision': { manager: ['held'] },
    'recall-decision': { manager: ['released'] },
  },
  /**
   * A review belongs to its reviewer (`self`): assigned, scoring, submitted, and `compared` once all that are awaited
   * are in. Until then nobody else reads it, staff included; `assigned-reviewer` are those whose own review is in.
   */
  review: {
    read: {
      self: true,
      'assigned-reviewer': ['compared', 'released'],
      manager: ['compared', 'released'],
      coach: ['compared', 'released'],
    },
    score: { self: ['assigned', 'scoring'] },
    'hand-in': { self: ['assigned', 'scoring'] },
  },
  certificate: {
    read: { self: true, manager: true, coach: true, champion: ['issued', 'replaced'], member: ['issued', 'replaced'] },
    issue: { manager: ['reserved', 'rendered'] },
    revoke: { manager: ['issued'] },
    correct: { manager: ['issued'] },
    verify: { public: ['issued', 'replaced', 'revoked'] },
  },
  cohort: {
    read: { ...staff, support: true, facilitator: true, faculty: true },
    'read-board': { ...staff },
    'review-board': { manager: true, coach: true },
    'issue-certificates': { manager: true },
    'plan-events': { manager: true, coach: true },
    'read-mail': { ...staff, support: true },
    /** How the server stands; never what anybody writes. */
    'read-system': { manager: true, faculty: true, support: true },
  },
  event: {
    read: {
      member: true,
      'former-member': true,
      champion: true,
      mentor: true,
      facilitator: true,
      faculty: true,
      trainee: true,
      ...staff,
      support: true,
    },
    'record-attendance': { facilitator: true, faculty: true, trainee: true, ...staff },
  },
  person: {
    read: { self: true, manager: true, coach: true },
    change: { self: true },
  },
  /** The mark of a published story; anybody may read it. */
  story: {
    read: { public: ['published'], member: true, ...staff },
  },
} as const satisfies Record<string, Record<string, Row>>
