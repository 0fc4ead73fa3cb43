/** Walks rows through real HTTP and compares what the product answers with what the access table says. */
import { portfolioStates, submissionStates } from '#domain/access/access-table.ts'
import { type Actor, publicActor } from '#domain/access/actor.ts'
import { certificateStates } from '#domain/certificate/certificate-state.ts'
import { digestOf } from './access-rows.ts'
import type { AccessWorld, States } from './access-world.ts'
import type { May, Post, RouteRow } from './route-row.ts'
import type { TestApp } from './test-app.ts'

/** Where a cell of the table changes; acts are many, so the states between which nothing changes are left out. */
const turningPoints: Partial<Record<keyof States, readonly string[]>> = {
  portfolio: ['draft', 'submitted', 'in-review', 'changes-asked', 'certified'],
}

/** Who has no tie to the team at all: refused alike in every state, so one state is enough for them. */
const strangers = /elsewhere|stranger|forged|no team|another team|suspended/

export const statesOf: Record<keyof States, readonly string[]> = {
  portfolio: portfolioStates,
  submission: submissionStates,
  review: ['assigned', 'scoring', 'submitted', 'compared', 'released'],
  certificate: certificateStates,
  story: ['private', 'published'],
}

export type Walker = { name: string; actor: Actor; cookie: string | undefined }
export type Walk = {
  app: TestApp
  world: AccessWorld
  url: string
  walkers: Walker[]
  states: Record<keyof States, readonly string[]>
}

/** Everybody of the world, a stranger, and one with a cookie that nobody gave out. */
export async function walkersOf(app: TestApp, world: AccessWorld): Promise<Walker[]> {
  const walkers: Walker[] = [
    { name: 'a stranger', actor: publicActor, cookie: undefined },
    { name: 'a forged cookie', actor: publicActor, cookie: `${world.cookies.member!.split('=')[0]}=${'A'.repeat(43)}` },
  ]
  for (const [name, personId] of Object.entries(world.people)) {
    walkers.push({ name, actor: await app.actor(personId), cookie: world.cookies[name] })
  }
  return walkers
}

export async function ask(
  walk: Pick<Walk, 'url'>,
  path: string,
  cookie: string | undefined,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<{ status: number; location: string }> {
  const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}), ...init.headers }
  const response = await fetch(`${walk.url}${path}`, { redirect: 'manual', ...init, headers })
  await response.arrayBuffer()
  return { status: response.status, location: response.headers.get('location') ?? '' }
}

const finds = (row: RouteRow): May =>
  row.to === 'public' ? () => true : row.to === 'signed-in' ? (actor) => actor.kind === 'person' : row.to
const isOpen = (row: RouteRow) => /^(verify|credentials|stories|sign|_index|api\.openapi|\$)/.test(row.file)

/** @returns every answer to a GET that is not the one the table gives. */
export async function walkReading(walk: Walk, rows: RouteRow[]): Promise<string[]> {
  const wrong: string[] = []
  for (const [key, states] of [['', ['']], ...Object.entries(walk.states)] as [
    keyof States | '',
    readonly string[],
  ][]) {
    const here = rows.filter((row) => (row.through ?? '') === key && row.kind !== 'posts only')
    for (const [n, state] of states.entries()) {
      await walk.world.put(key ? coherent(key, state) : {})
      const walkers = walk.walkers.filter(({ name }) => n === 0 || !strangers.test(name))
      const jobs = here.flatMap((row) => walkers.map((walker) => ({ row, walker })))
      await inPairs(jobs, async ({ row, walker }) => {
        const path = row.path(walk.world)
        // The page with its face once; in the other states the data behind it, which the same guard gives.
        const asData = row.kind === 'data' || (row.kind === 'page' && n > 0)
        const json = row.kind === 'api' || asData
        const accept = row.kind === 'file' ? 'image/*,*/*' : json ? 'application/json' : 'text/html'
        const { status, location } = await ask(walk, asData ? path.replace(/(?=\?|$)/, '.data') : path, walker.cookie, {
          headers: { accept },
        })
        const expected = expectedOf(row, walker.actor, walk.world)
        const said = answerOf(status, location, asData)
        if (!expected.includes(said))
          wrong.push(
            `GET ${row.file || path} (${key} ${state}) by ${walker.name}: ${status}${location && ` to ${location}`} instead of ${expected.join('|')}`,
          )
      })
    }
  }
  return wrong
}

type Said = 'too many' | 'shown' | 'sign in' | 'absent' | 'not allowed' | 'not now' | 'broken'

function answerOf(status: number, location: string, isData: boolean): Said {
  if (location.startsWith('/sign-in?') || status === 401 || (isData && status === 202)) return 'sign in'
  if (status === 404) return 'absent'
  if (status === 403) return 'not allowed'
  if (status === 429) return 'too many'
  if (status === 200 || status === 302 || status === 206) return 'shown'
  return [400, 409, 410, 415, 422, 423].includes(status) ? 'not now' : 'broken'
}

function expectedOf(row: RouteRow, actor: Actor, world: AccessWorld): Said[] {
  if (actor.kind === 'public' && !isOpen(row)) return ['sign in', ...(row.file === '' ? (['absent'] as const) : [])]
  // Addresses of certificates cannot be tried out: after some misses nobody hears more.
  if (!finds(row)(actor, world)) return /^(verify|credentials)/.test(row.file) ? ['absent', 'too many'] : ['absent']
  if (row.shows && !row.shows(actor, world)) return ['absent', 'not allowed', 'not now']
  return row.file.startsWith('certificates') || row.file.startsWith('sign-in_') ? ['shown', 'not now'] : ['shown']
}

/** @returns every answer to a POST that is not the one the table gives, and every refusal that changed something. */
export async function walkActing(walk: Walk, rows: RouteRow[]): Promise<string[]> {
  const wrong: string[] = []
  for (const [key, states] of [['', ['']], ...Object.entries(walk.states)] as [
    keyof States | '',
    readonly string[],
  ][]) {
    const here = rows.filter((row) => (row.through ?? '') === key && row.posts?.length)
    for (const [n, state] of (turningPoints[key as keyof States] ?? states).entries()) {
      const put = () => walk.world.put(key ? coherent(key, state) : {})
      await put()
      const walkers = walk.walkers.filter(({ name }) => n === 0 || !strangers.test(name))
      const jobs = here.flatMap((row) => row.posts!.flatMap((post) => walkers.map((walker) => ({ row, post, walker }))))
      const refused = jobs.filter(({ post, walker }) => !post.may(walker.actor, walk.world))
      const before = await digestOf(walk.app.context)
      await inPairs(refused, async ({ row, post, walker }) => {
        const { status, location } = await act(walk, row, post, walker)
        const said = answerOf(status, location, false)
        const found = (post.finds ?? finds(row))(walker.actor, walk.world)
        const expected: Said[] =
          walker.actor.kind === 'public'
            ? ['sign in', ...(isOpen(row) ? (['absent', 'not allowed'] as const) : [])]
            : found
              ? ['absent', 'not allowed', 'not now']
              : ['absent']
        if (!expected.includes(said)) wrong.push(tell(row, post, walker, `${key} ${state}`, status, expected.join('|')))
      })
      if ((await digestOf(walk.app.context)) !== before) wrong.push(`a refused POST changed rows (${key} ${state})`)
      for (const { row, post, walker } of jobs.filter((job) => !refused.includes(job))) {
        await put()
        const { status, location } = await act(walk, row, post, walker)
        const said = answerOf(status, location, false)
        const fine =
          said === 'shown' ||
          said === 'not now' ||
          (post.orRefusedFor && ['not allowed', 'absent', 'sign in', 'too many'].includes(said))
        if (!fine && !(walker.actor.kind === 'public' && isOpen(row)))
          wrong.push(tell(row, post, walker, `${key} ${state}`, status, 'done'))
      }
    }
  }
  return wrong
}

const tell = (row: RouteRow, post: Post, walker: Walker, state: string, status: number, expected: string) =>
  `POST ${row.file} ${JSON.stringify(post.body({ shared: {}, personal: {} } as AccessWorld).act ?? '')} (${state.trim()}) by ${walker.name}: ${status} instead of ${expected}`

function act({ url, world }: Walk, row: RouteRow, post: Post, walker: Walker) {
  const body = post.body(world)
  // A page's own index answers at `?index`; without it the form would go to the frame around it.
  const path = row.path(world) + (/_index(\/|\.)/.test(row.file) ? '?index' : '')
  return ask({ url }, path, walker.cookie, {
    method: 'POST',
    headers: { origin: url, 'content-type': post.json ? 'application/json' : 'application/x-www-form-urlencoded' },
    body: post.json ? JSON.stringify(body) : new URLSearchParams(body).toString(),
  })
}

/** A state with what must stand beside it: a decided portfolio has a released submission. */
function coherent(key: keyof States, state: string): Partial<States> {
  if (key === 'story') return { story: state, portfolio: 'certified', submission: 'released' }
  if (key === 'portfolio' && ['certified', 'changes-asked', 'not-yet'].includes(state))
    return { portfolio: state, submission: 'released' }
  return { [key]: state }
}

async function inPairs<T>(jobs: T[], work: (job: T) => Promise<void>): Promise<void> {
  const rest = [...jobs]
  const one = async () => {
    for (let job = rest.pop(); job !== undefined; job = rest.pop()) await work(job)
  }
  await Promise.all([one(), one(), one(), one()])
}
