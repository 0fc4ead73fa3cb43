/** The rows of what belongs to a person or to a team. */
import { act, anybodySignedIn, may, type Post, type RouteRow } from './route-row.ts'

const own = { to: 'signed-in' as const }
const settingUp = (name: string): Post => ({ body: act(name), may: may('team', 'set-up') })
const inCircle = (name: string): Post => ({ body: act(name), may: may('team', 'hold-check-in') })

export const accountRows: RouteRow[] = [
  { file: '$.tsx', path: () => '/no/such/room', kind: 'page', to: () => false },
  { file: '_index.tsx', path: () => '/', kind: 'page', to: 'public' },
  {
    file: 'sign-in/route.tsx',
    path: () => '/sign-in',
    kind: 'page',
    to: 'public',
    posts: [
      { body: () => ({ email: 'a@example.org', password: '' }), may: () => true, orRefusedFor: 'nobody of this name' },
    ],
  },
  {
    file: 'sign-in_.link.$token.tsx',
    path: () => '/sign-in/link/not-a-token',
    kind: 'page',
    to: 'public',
    posts: [{ body: () => ({}), may: () => true }],
  },
  { file: 'kept/route.tsx', path: () => '/kept', kind: 'page', ...own },
  { file: 'sign-out.tsx', path: () => '/sign-out', kind: 'posts only', to: 'public', posts: [] },
  {
    file: 'account/route.tsx',
    path: () => '/account',
    kind: 'page',
    ...own,
    posts: [{ body: act('password'), may: anybodySignedIn }],
  },
  {
    file: 'account_.certificate-name.tsx',
    path: () => '/account/certificate-name',
    kind: 'page',
    ...own,
    posts: [{ body: act('confirm'), may: anybodySignedIn }],
  },
  { file: 'home/route.tsx', path: () => '/home', kind: 'page', ...own },
  { file: 'capture/route.tsx', path: () => '/capture', kind: 'page', ...own },
  { file: 'commitments.tsx', path: () => '/commitments', kind: 'page', ...own },
  { file: 'reviews._index.tsx', path: () => '/reviews', kind: 'page', ...own },
  {
    file: 'mail.tsx',
    path: () => '/mail',
    kind: 'page',
    to: (actor, world) => may('cohort', 'read-mail')(actor, world) || isManagerElsewhere(actor, world),
  },
  {
    file: 'system/route.tsx',
    path: () => '/system',
    kind: 'page',
    to: (actor, world) => may('cohort', 'read-system')(actor, world) || isManagerElsewhere(actor, world),
  },
  { file: 'api.me.ts', path: () => '/api/me', kind: 'api', ...own },
  { file: 'api.teams.ts', path: () => '/api/teams', kind: 'api', ...own },
  { file: 'api.openapi[.]json/route.ts', path: () => '/api/openapi.json', kind: 'api', to: 'public' },
  { file: 'verify._index.tsx', path: () => '/verify', kind: 'page', to: 'public' },
]

/** Mail is kept for the whole site in the demo: staff of any cohort read it. */
function isManagerElsewhere(...[actor, world]: Parameters<ReturnType<typeof may>>): boolean {
  return actor.kind === 'person' && actor.personId === world.people['manager elsewhere']
}

export const teamRows: RouteRow[] = [
  {
    file: 'teams.$teamId._index/route.tsx',
    path: (w) => `/teams/${w.teamId}`,
    kind: 'page',
    to: may('team', 'read'),
    posts: [{ body: () => ({}), may: may('team', 'create-portfolio') }],
  },
  {
    file: 'teams.$teamId.people/route.tsx',
    path: (w) => `/teams/${w.teamId}/people`,
    kind: 'page',
    to: may('team', 'read'),
    posts: [
      { body: act('add'), may: may('team', 'change-roster') },
      { body: act('end'), may: may('team', 'change-roster'), orRefusedFor: 'no such membership' },
      { body: act('champion'), may: may('team', 'name-champion') },
      { body: act('confirm'), may: may('team', 'confirm-access') },
      { body: act('mentor'), may: may('team', 'assign-mentor') },
      { body: act('coach'), may: may('team', 'assign-mentor') },
      { body: act('end-support'), may: may('team', 'assign-mentor'), orRefusedFor: 'no such mentor' },
      settingUp('sites'),
      settingUp('rhythm'),
    ],
  },
  {
    file: 'teams.$teamId.check-ins._index/route.tsx',
    path: (w) => `/teams/${w.teamId}/check-ins`,
    kind: 'page',
    to: may('team', 'read'),
    posts: [{ body: () => ({}), may: may('team', 'hold-check-in') }],
  },
  {
    file: 'teams.$teamId.check-ins.$checkInId/route.tsx',
    path: (w) => `/teams/${w.teamId}/check-ins/${w.checkInId}`,
    kind: 'page',
    to: may('team', 'hold-check-in'),
    posts: ['join', 'words', 'pass', 'keep', 'share'].map(inCircle),
  },
]
