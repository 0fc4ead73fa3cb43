import { findTeamName, listSiteElements } from '#db/queries/capture-places.ts'
import { type ListedEvidence, listEvidence, measureEvidence } from '#db/queries/evidence.ts'
import { findPerson } from '#db/queries/people.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { evidenceLimits, sizeInWords } from '#domain/evidence/evidence-limits.ts'
import { type EvidenceView, evidenceView, sortingQuestions } from '#domain/evidence/evidence-view.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'

export type SheetPiece = EvidenceView & {
  /** The day it happened, or came. */
  day: string
  siteElementId: string | null
  place: string | null
  by: string | null
  uses: number
  /** What it still lacks, in sentences; a team's own business. */
  questions: string[]
  refusal: string | null
}
export type Place = { id: string; name: string; siteName: string }
export type EvidenceSheet = {
  portfolioId: string
  teamId: string
  teamName: string
  mayWrite: boolean
  pieces: SheetPiece[]
  places: Place[]
  /** "1.2 GB of 5 GB", for who brings evidence. */
  room: string
  today: string
}

/** A portfolio's evidence as a contact sheet. Readers outside the team see what has arrived and is sorted out. */
export async function readEvidenceSheet(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  portfolioId: string,
): Promise<EvidenceSheet> {
  const { db } = context
  const portfolio = await readablePortfolio(db, actor, portfolioId)
  const subject = { ...portfolio, kind: 'evidence' as const }
  const mayWrite = can(actor, 'write', subject)
  const seesPending = can(actor, 'read-original', subject)
  const rows = await listEvidence(db, portfolioId)
  const { bytes } = await measureEvidence(db, portfolioId)
  return {
    portfolioId,
    teamId: portfolio.teamId,
    teamName: (await findTeamName(db, portfolio.teamId)) ?? '',
    mayWrite,
    pieces: rows
      .filter((row) => mayWrite || row.state === 'ready')
      .map((row) => sheetPiece(row, { seesPending, mayWrite })),
    places: await listSiteElements(db, portfolioId),
    room: `${sizeInWords(bytes)} of ${sizeInWords(evidenceLimits.portfolioBytes)}`,
    today: await todayOf(context, actor),
  }
}

export function sheetPiece(row: ListedEvidence, eyes: { seesPending: boolean; mayWrite: boolean }): SheetPiece {
  return {
    ...evidenceView(row, eyes),
    day: row.takenOn ?? row.createdAt.slice(0, 10),
    siteElementId: row.siteElementId,
    place: row.siteElementName,
    by: row.capturedByName,
    uses: Number(row.uses),
    questions: eyes.mayWrite ? sortingQuestions(row) : [],
    refusal: row.refusal,
  }
}

/** The day it is for this person, where they are. */
export async function todayOf(context: Pick<AppContext, 'db' | 'clock'>, actor: Actor): Promise<string> {
  const person = actor.kind === 'person' ? await findPerson(context.db, actor.personId) : undefined
  return context.clock.today(person?.timeZone ?? 'UTC')
}
