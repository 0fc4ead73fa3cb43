/** A row for every file in app/routes; a test fails where one is missing. */
import { accountRows, teamRows } from './account-route-rows.ts'
import { reviewRows } from './review-route-rows.ts'
import { act, anybodySignedIn, insideCohort, may, type Post, type RouteRow } from './route-row.ts'
import { versionRows } from './version-route-rows.ts'

const writes = (name: string, more?: Parameters<typeof act>[1]): Post => ({
  body: act(name, more),
  may: may('portfolio', 'write'),
})
const deciding = (name: string): Post => ({ body: act(name), may: may('portfolio', 'propose-submission') })
const aboutEntry = (name: string, personal: boolean): Post => ({
  body: act(name),
  may: may(personal ? 'personal-entry' : 'entry', name === 'archive' ? 'archive' : 'write'),
})

/** A note is settled by the team, or by the mentor who wrote it. */
const settles: ReturnType<typeof may> = (actor, world) =>
  may('portfolio', 'write')(actor, world) || (actor.kind === 'person' && actor.personId === world.people.mentor)

const portfolioRows: RouteRow[] = [
  {
    file: 'portfolios.$portfolioId._index/route.tsx',
    path: (w) => `/portfolios/${w.portfolioId}`,
    kind: 'page',
    through: 'portfolio',
    to: may('portfolio', 'read'),
  },
  {
    file: 'portfolios.$portfolioId.sections.$section/route.tsx',
    path: (w) => `/portfolios/${w.portfolioId}/sections/4`,
    kind: 'page',
    through: 'portfolio',
    to: may('portfolio', 'read'),
    posts: [
      { body: act('open'), may: may('portfolio', 'add-entry') },
      writes('up', (w) => ({ entryId: w.shared.id })),
      writes('archive', (w) => ({ entryId: w.shared.id })),
      writes('unarchive', (w) => ({ entryId: w.shared.id })),
      writes('cover', (w) => ({ evidenceId: w.pendingId })),
      writes('hide', () => ({ prompt: '4-a' })),
      writes('show', () => ({ prompt: '4-a' })),
      {
        body: act('archive', (w) => ({ entryId: w.personal.id })),
        may: may('personal-entry', 'archive'),
      },
    ],
  },
  {
    file: 'portfolios.$portfolioId.ready/route.tsx',
    path: (w) => `/portfolios/${w.portfolioId}/ready`,
    kind: 'page',
    through: 'portfolio',
    to: may('portfolio', 'read'),
    posts: [
      deciding('propose'),
      deciding('agree'),
      deciding('object'),
      deciding('take-back'),
      { body: act('submit'), may: may('portfolio', 'submit') },
      { body: act('withdraw'), may: may('portfolio', 'withdraw') },
    ],
  },
  {
    file: 'portfolios.$portfolioId.evidence/route.tsx',
    path: (w) => `/portfolios/${w.portfolioId}/evidence`,
    kind: 'page',
    through: 'portfolio',
    to: may('portfolio', 'read'),
    posts: [writes('link'), writes('note')],
  },
  {
    file: 'portfolios.$portfolioId_.evidence_.uploads.ts',
    path: (w) => `/portfolios/${w.portfolioId}/evidence/uploads`,
    kind: 'posts only',
    through: 'portfolio',
    to: may('portfolio', 'read'),
    posts: [{ body: () => ({}), json: true, may: may('portfolio', 'write') }],
  },
  {
    file: 'portfolios.$portfolioId.outcome/route.tsx',
    path: (w) => `/portfolios/${w.portfolioId}/outcome`,
    kind: 'page',
    through: 'portfolio',
    to: may('portfolio', 'read'),
    posts: [{ body: act('resolve', (w) => ({ annotationId: w.noteId })), may: settles }],
  },
  {
    file: 'portfolios.$portfolioId.export.ts',
    path: (w) => `/portfolios/${w.portfolioId}/export`,
    kind: 'file',
    through: 'portfolio',
    to: may('portfolio', 'read'),
    shows: may('portfolio', 'export'),
  },
  {
    file: 'api.portfolios.$portfolioId.ts',
    path: (w) => `/api/portfolios/${w.portfolioId}`,
    kind: 'api',
    through: 'portfolio',
    to: may('portfolio', 'read'),
  },
  {
    file: 'api.portfolios.$portfolioId_.entries.ts',
    path: (w) => `/api/portfolios/${w.portfolioId}/entries`,
    kind: 'posts only',
    through: 'portfolio',
    to: may('portfolio', 'read'),
    posts: [{ body: () => ({ section: '4', title: '' }), json: true, may: may('portfolio', 'add-entry') }],
  },
  {
    file: 'api.portfolios.$portfolioId_.evidence.ts',
    path: (w) => `/api/portfolios/${w.portfolioId}/evidence`,
    kind: 'api',
    through: 'portfolio',
    to: may('portfolio', 'read'),
  },
  {
    file: 'stories.$portfolioId._index/route.tsx',
    path: (w) => `/stories/${w.portfolioId}`,
    kind: 'page',
    through: 'story',
    to: may('story', 'read'),
    posts: [{ body: () => ({}), may: may('portfolio', 'publish'), finds: may('portfolio', 'read') }],
  },
  {
    file: 'stories.$portfolioId.pictures.$evidenceId.ts',
    path: (w) => `/stories/${w.portfolioId}/pictures/${w.pendingId}`,
    kind: 'file',
    through: 'story',
    to: () => false,
  },
]

const entryRows: RouteRow[] = [false, true].flatMap((personal): RouteRow[] => {
  const kind = personal ? 'personal-entry' : 'entry'
  const id = (w: Parameters<RouteRow['path']>[0]) => (personal ? w.personal.id : w.shared.id)
  return [
    {
      file: 'entries.$entryId/route.tsx',
      path: (w) => `/entries/${id(w)}`,
      kind: 'page',
      through: 'portfolio',
      to: may(kind, 'read'),
    },
    {
      file: 'entries.$entryId_.about/route.tsx',
      path: (w) => `/entries/${id(w)}/about`,
      kind: 'page',
      through: 'portfolio',
      to: may(kind, 'read'),
      shows: may(kind, 'write'),
      posts: ['name', 'tags', 'archive'].map((name) => aboutEntry(name, personal)),
    },
    {
      file: 'entries.$entryId_.notes.ts',
      path: (w) => `/entries/${id(w)}/notes`,
      kind: 'data',
      through: 'portfolio',
      to: may(kind, 'read'),
      posts: [{ body: act('note'), may: may('portfolio', 'annotate') }],
    },
    {
      file: 'entries.$entryId_.standing.ts',
      path: (w) => `/entries/${id(w)}/standing`,
      kind: 'api',
      through: 'portfolio',
      to: may(kind, 'read'),
    },
    {
      file: 'entries.$entryId_.rescues.ts',
      path: (w) => `/entries/${id(w)}/rescues`,
      kind: 'api',
      through: 'portfolio',
      to: may(kind, 'read'),
      shows: may(kind, 'write'),
      posts: [
        {
          body: () => ({ rescueId: 'nobody', act: 'dismiss' }),
          json: true,
          may: may(kind, 'write'),
          orRefusedFor: 'no text waits under that name',
        },
      ],
    },
    {
      file: 'api.entries.$entryId.ts',
      path: (w) => `/api/entries/${id(w)}`,
      kind: 'api',
      through: 'portfolio',
      to: may(kind, 'read'),
    },
  ]
})

const evidenceRows: RouteRow[] = [
  {
    file: 'evidence.$evidenceId/route.tsx',
    path: (w) => `/evidence/${w.evidenceId}`,
    kind: 'page',
    through: 'portfolio',
    to: may('evidence', 'read'),
    posts: [
      { body: act('declare'), may: may('evidence', 'write') },
      { body: act('describe', () => ({ takenOn: 'never' })), may: may('evidence', 'write') },
      { body: act('archive'), may: may('evidence', 'write') },
      { body: act('settle'), may: may('evidence', 'settle-consent') },
    ],
  },
  {
    file: 'evidence.$evidenceId_.upload.ts',
    path: (w) => `/evidence/${w.evidenceId}/upload`,
    kind: 'posts only',
    through: 'portfolio',
    to: may('evidence', 'read'),
    posts: [{ body: act('nothing known'), json: true, may: anybodySignedIn, finds: anybodySignedIn }],
  },
]

const cohortRows: RouteRow[] = [
  {
    file: 'cohorts.$cohortId._index/route.tsx',
    path: (w) => `/cohorts/${w.cohortId}`,
    kind: 'page',
    to: may('cohort', 'read'),
  },
  {
    file: 'cohorts.$cohortId_.events.tsx',
    path: (w) => `/cohorts/${w.cohortId}/events`,
    kind: 'page',
    to: insideCohort,
  },
  {
    file: 'events.$eventId/route.tsx',
    path: (w) => `/events/${w.eventId}`,
    kind: 'page',
    to: readsDates,
    posts: [{ body: () => ({ day: '9' }), may: may('event', 'record-attendance') }],
  },
]
/** An event of the whole cohort stands where the asker's own team stands; a former mentor's team is none. */
function readsDates(...[actor, world]: Parameters<ReturnType<typeof may>>): boolean {
  if (!insideCohort(actor, world) || actor.kind !== 'person') return false
  return actor.hats.some(
    (hat) => hat.role === 'participant' || (hat.role !== 'reviewer' && !('former' in hat && hat.former)),
  )
}

/** Bytes that no route file answers: the evidence door beside the pages. */
export const doorRows: RouteRow[] = (['file', 'thumbnail'] as const).flatMap((form): RouteRow[] => [
  {
    file: '',
    path: (w) => `/evidence/${w.evidenceId}/${form}`,
    kind: 'file',
    through: 'portfolio',
    to: may('evidence', 'read'),
  },
  {
    file: '',
    path: (w) => `/evidence/${w.pendingId}/${form}`,
    kind: 'file',
    through: 'portfolio',
    to: (actor, world) => may('evidence', 'read')(actor, world) && !isReviewer(actor, world),
    shows: may('evidence', 'read-original'),
  },
])
/** The piece with open consent is in no snapshot, so no panel reads it. */
const isReviewer: ReturnType<typeof may> = (actor, world) =>
  actor.kind === 'person' &&
  [world.people['assigned reviewer'], world.people['second reviewer']].includes(actor.personId)

export const routeRows: RouteRow[] = [
  ...accountRows,
  ...teamRows,
  ...portfolioRows,
  ...entryRows,
  ...versionRows,
  ...evidenceRows,
  ...cohortRows,
  ...reviewRows,
]
