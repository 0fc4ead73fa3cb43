/** How this server stands, for the staff who look after it: numbers and sentences, never what anybody writes. */
import { hostname } from 'node:os'
import { databaseVersion, listDocumentTeams } from '#db/queries/operations.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { sizeInWords } from '#domain/evidence/evidence-limits.ts'
import { capitalised, counted } from '#domain/in-words.ts'
import { type SystemCare, systemCare } from '#domain/operations/system-care.ts'
import { agoInWords, durationInWords } from '#domain/operations/time-words.ts'
import { rejections } from '#domain/sync/rejections.ts'
import type { LiveNow } from '../collaboration/live-now.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { readChecks } from './health.ts'
import type { LiveMetrics } from './live-metrics.ts'
import { oldestUnsaved } from './oldest-unsaved.ts'
import { type MachineReading, readMachine } from './read-machine.ts'
import type { Quantiles } from './recent-times.ts'

type Needs = Pick<
  AppContext,
  'db' | 'clock' | 'database' | 'config' | 'rooms' | 'metrics' | 'evidenceStore' | 'draining'
>
export type Fact = { name: string; words: string; link?: { href: string; words: string } }
export type LiveTeam = { name: string; href: string | undefined; pages: number; people: number }
export type SystemPage = {
  node: string
  care: SystemCare[]
  live: { sentence: string; teams: LiveTeam[] }
  saving: { name: string; count: number; median: string; p95: string }[]
  upkeep: Fact[]
  refused: { words: string; meaning: string; count: number }[]
  room: Fact[]
  about: Fact[]
}

/** @throws not-found for everybody whom the access table does not let in */
export async function readSystem(context: Needs, actor: Actor): Promise<SystemPage> {
  if (!mayAnywhere(actor, 'read-system')) throw notFound()
  const { live, mail, eventLoopDelay } = context.metrics
  const checks = await readChecks(context)
  const machine = await readMachine(context)
  const acknowledged = live.recent.acknowledged.read()
  const now = context.rooms.now()
  const unsavedFor = oldestUnsaved(context.clock, now)
  const care = systemCare({
    databaseAnswers: checks.database === 'ok',
    draining: context.draining,
    oldestUnsaved: unsavedFor,
    apart: now.apart,
    savedP95: acknowledged?.p95,
    lastFailedCommitAgo: live.last.failedCommit && secondsSince(live.last.failedCommit),
    eventLoopDelay: eventLoopDelay.read(),
    mailFailed: mail.failed.value,
    ...machine,
  })
  return {
    node: `${hostname()}, process ${process.pid}`,
    care,
    live: await readLive(context, actor, now),
    saving: [
      savingRow('A page asks whether all is saved, until it knows', acknowledged),
      savingRow('One commit of what everybody wrote', live.recent.commit.read()),
    ],
    upkeep: upkeepFacts(live, now, unsavedFor),
    refused: Object.entries(rejections).flatMap(([reason, told]) => {
      const count = live.rejected[reason as keyof typeof rejections].value
      return count > 0 ? [{ ...told, count }] : []
    }),
    room: roomFacts(context, machine, mayAnywhere(actor, 'read-mail')),
    about: await aboutFacts(context, checks),
  }
}

function mayAnywhere(actor: Actor, action: 'read-system' | 'read-mail'): boolean {
  const hats = actor.kind === 'person' ? actor.hats : []
  return hats.some(({ cohortId }) => can(actor, action, { kind: 'cohort', cohortId, state: 'any' }))
}

async function readLive({ db }: Needs, actor: Actor, now: LiveNow): Promise<SystemPage['live']> {
  const { documents, sockets, people } = now
  const sentence =
    sockets === 0
      ? 'Nobody has a page open for writing just now.'
      : capitalised(
          `${counted(people, 'person', 'people')} with ${counted(sockets, 'open page')} in ${counted(documents.length, 'live document')}.`,
        )
  const places = new Map((await listDocumentTeams(db, idsOf(documents))).map((place) => [place.documentId, place]))
  const teams = new Map<string, { name: string; href: string | undefined; pages: number; personIds: Set<string> }>()
  for (const { documentId, personIds } of documents) {
    const place = places.get(documentId)
    const known = place && can(actor, 'read', { kind: 'team', ...place }) ? place : undefined
    const key = known?.teamId ?? ''
    const team = teams.get(key) ?? {
      name: known?.name ?? 'Teams that are not yours to know',
      href: known && `/teams/${known.teamId}`,
      pages: 0,
      personIds: new Set(),
    }
    team.pages++
    for (const id of personIds) team.personIds.add(id)
    teams.set(key, team)
  }
  const rows = [...teams.values()].map(({ personIds, ...team }) => ({ ...team, people: personIds.size }))
  return { sentence, teams: rows.sort((a, b) => Number(!a.href) - Number(!b.href) || a.name.localeCompare(b.name)) }
}

const idsOf = (documents: { documentId: string }[]): string[] => documents.map(({ documentId }) => documentId)

function savingRow(name: string, times: Quantiles | undefined): SystemPage['saving'][number] {
  if (!times) return { name, count: 0, median: '–', p95: '–' }
  return { name, count: times.count, median: durationInWords(times.median), p95: durationInWords(times.p95) }
}

function upkeepFacts(live: LiveMetrics, { unsavedBytes }: LiveNow, unsavedFor: number): Fact[] {
  const unsaved =
    unsavedBytes === 0
      ? 'Nothing waits to be saved.'
      : `${sizeInWords(unsavedBytes)}, the oldest for ${durationInWords(unsavedFor)}.`
  return [
    { name: 'Not saved yet', words: unsaved },
    { name: 'Last written for reading', words: lastWords(live.last.projection) },
    { name: 'Last log made one state', words: lastWords(live.last.compaction) },
    { name: 'Swallowed text laid aside', words: `${counted(live.rescued.value, 'piece')} since the start` },
  ]
}

function roomFacts(
  { evidenceStore, config, metrics: { mail } }: Needs,
  machine: MachineReading,
  mayReadMail: boolean,
): Fact[] {
  const { diskFreeBytes, diskBytes, databaseBytes, walBytes } = machine
  const facts: Fact[] = []
  if (diskFreeBytes !== undefined && diskBytes !== undefined) {
    facts.push({ name: 'Disk', words: `${sizeInWords(diskFreeBytes)} free of ${sizeInWords(diskBytes)}` })
  }
  if (databaseBytes !== undefined) {
    const log = walBytes === undefined ? '' : `, and ${sizeInWords(walBytes)} in its log`
    facts.push({ name: 'Database', words: `${sizeInWords(databaseBytes)}${log}` })
  }
  facts.push({ name: 'Evidence', words: evidenceStore.kind === 's3' ? 'in a bucket' : 'in the data directory' })
  const sent = `${counted(mail.sent.value, 'message')} since the start`
  facts.push(
    config.smtpUrl
      ? { name: 'Mail', words: `leaves by the mail server; ${sent}` }
      : {
          name: 'Mail',
          words: `kept here; ${sent}`,
          ...(mayReadMail && { link: { href: '/mail', words: 'Kept mail' } }),
        },
  )
  return facts
}

async function aboutFacts({ database, metrics }: Needs, checks: Record<string, string>): Promise<Fact[]> {
  const { version, commit, node } = metrics.build
  const engine = await databaseVersion(database).catch(() => 'does not answer')
  const failing = Object.entries(checks).filter(([, state]) => state !== 'ok')
  return [
    { name: 'Program', words: `Fieldfolio ${version}${commit ? `, commit ${commit.slice(0, 12)}` : ''}` },
    { name: 'Runs on', words: `Node ${node}; ${engine}` },
    { name: 'Started', words: `${agoInWords(secondsSince(metrics.startedAt))} (${utc(metrics.startedAt)})` },
    {
      name: 'Ready for people',
      words: failing.length === 0 ? 'yes' : failing.map(([name, state]) => `${name}: ${state}`).join(', '),
    },
    {
      name: 'Late by',
      words: `${durationInWords(metrics.eventLoopDelay.read())} at most, ninety-nine times in a hundred`,
    },
  ]
}

const secondsSince = (at: Date): number => Math.max(0, (Date.now() - at.getTime()) / 1000)
const utc = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
const lastWords = (at: Date | undefined): string =>
  at ? agoInWords(secondsSince(at)) : 'not since this server started'
