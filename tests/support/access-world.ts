/** One team with everything it may have, and everybody who could come to its door: what the access walk walks through. */
import type { Action, Subject, SubjectKind } from '#domain/access/can.ts'
import { isIn } from '#domain/review/review-state.ts'
import { aSubmittedTeam } from './a-submission.ts'
import { aTemplate, somePhases } from './a-template.ts'
import { aVersion } from './a-version.ts'
import * as rows from './access-rows.ts'
import { bringEvidence } from './bring-evidence.ts'
import { anEvent } from './decided-team.ts'
import { photo } from './evidence-files.ts'
import type { TestApp } from './test-app.ts'

export type AccessWorld = Awaited<ReturnType<typeof anAccessWorld>>

/** The states that subjects stand in for the moment; the walk moves them and writes them to the rows. */
export const firstStates = {
  portfolio: 'draft',
  submission: 'submitted',
  review: 'compared',
  certificate: 'issued',
  story: 'private',
}
export type States = typeof firstStates

export async function anAccessWorld(app: TestApp) {
  const { world, context } = app
  const team = await aSubmittedTeam(app)
  const { cohortId, portfolioId, id: teamId } = team
  await context.db
    .updateTable('programme_edition')
    .set({ template: JSON.stringify(aTemplate), phases: JSON.stringify(somePhases) })
    .where('id', '=', team.editionId)
    .execute()
  const author = await world.member(teamId, await world.person('Ada', 'Author'))
  const other = await world.team({ cohortId, name: 'Oak Shade' })
  const elsewhere = await world.team({ name: 'Far Shore' })
  const suspended = await world.member(teamId)
  const people: Record<string, string> = {
    member: team.memberIds[0]!,
    author,
    'former member': await world.member(teamId, undefined, '2027-01-01'),
    'of another team': other.memberIds[0]!,
    champion: await world.champion(teamId),
    'champion elsewhere': await world.champion(other.id),
    mentor: await world.mentor(teamId),
    'former mentor': await world.mentor(teamId, undefined, '2027-01-01'),
    'mentor elsewhere': await world.mentor(other.id),
    'assigned reviewer': team.reviewerIds[0]!,
    'second reviewer': team.reviewerIds[1]!,
    'pool reviewer': team.reviewerIds[2]!,
    facilitator: await world.cohortRole(cohortId, 'facilitator'),
    faculty: team.facultyId,
    trainee: await world.cohortRole(cohortId, 'trainee'),
    manager: team.managerId,
    coach: await world.cohortRole(cohortId, 'coach'),
    support: await world.cohortRole(cohortId, 'support'),
    'manager elsewhere': await world.cohortRole(elsewhere.cohortId, 'manager'),
    'of no team': await world.person('Nobody'),
    suspended,
  }
  const cookies: Record<string, string> = {}
  for (const [name, personId] of Object.entries(people)) cookies[name] = await app.cookieOf(personId)
  await context.db.updateTable('person').set({ suspendedAt: app.clock.iso() }).where('id', '=', suspended).execute()

  const shared = await world.entry(portfolioId, { section: '4', title: 'Beneath' })
  const personal = await world.entry(portfolioId, { section: '11', title: 'My year', authorId: author })
  const kept = {
    shared: await aVersion(context, shared.documentId),
    personal: await aVersion(context, personal.documentId),
  }
  const memberActor = await app.actor(people.member!)
  const evidenceId = await bringEvidence(app, memberActor, {
    portfolioId,
    fileName: 'gate.jpg',
    bytes: await photo(),
    title: 'The gate',
    declaration: 'none',
  })
  const made = {
    evidenceId,
    pendingId: await rows.pendingNote(context, { portfolioId, evidenceId }),
    reviewId: await rows.aReview(context, team.submissionId, people['assigned reviewer']!, 1),
    otherReviewId: await rows.aReview(context, team.submissionId, people['second reviewer']!, 2),
    decisionId: await rows.aDecision(context, team.submissionId, team.managerId),
    certificateId: await rows.aCertificate(context, { personId: author, teamId, cohortId, editionId: team.editionId }),
    checkInId: await rows.aCheckIn(context, teamId, people.member!),
    eventId: await anEvent(app, {
      cohortId,
      kind: 'workshop',
      title: 'Workshop',
      startsAt: '2027-02-01T17:00:00.000Z',
    }),
    versionIds: { shared: kept.shared.versionId, personal: kept.personal.versionId },
    blockIds: { shared: kept.shared.blockId, personal: kept.personal.blockId },
    noteId: await rows.aDraftNote(context, { portfolioId, entryId: shared.id, authorId: people.mentor! }),
  }
  await rows.inSnapshot(context, team.submissionId, evidenceId)
  const states: States = { ...firstStates }

  /** The subject as the rule sees it in its present state. To read a snapshot a seat is enough; more asks for an own review that is in. */
  function subject<K extends SubjectKind>(kind: K, action: Action<K>): Subject<K> {
    const seats = [
      { personId: people['assigned reviewer']!, in: isIn(states.review) },
      { personId: people['second reviewer']!, in: true },
    ]
    const seated = kind === 'evidence' || (kind === 'submission' && action === 'read')
    const panel = kind === 'submission' || kind === 'review' || kind === 'evidence'
    const owner: Record<string, string> = {
      'personal-entry': author,
      certificate: author,
      review: people['assigned reviewer']!,
    }
    const ofPortfolio = ['portfolio', 'entry', 'personal-entry', 'evidence']
    const own = kind in states ? states[kind as keyof States] : ofPortfolio.includes(kind) ? states.portfolio : 'active'
    return {
      kind,
      state: own,
      cohortId,
      teamId: kind === 'cohort' ? undefined : teamId,
      ownerIds: owner[kind] ? [owner[kind]] : [],
      reviewerIds: panel ? seats.filter((seat) => seated || seat.in).map((seat) => seat.personId) : [],
    }
  }

  /** Puts the rows where `change` says, and everything back that an act may have moved. */
  async function put(change: Partial<States>): Promise<void> {
    Object.assign(states, firstStates, change)
    await rows.writeStates(
      context,
      { ...made, portfolioId, submissionId: team.submissionId, entryIds: [shared.id, personal.id] },
      states,
    )
  }

  return {
    ...team,
    ...made,
    teamId,
    people,
    cookies,
    states,
    subject,
    put,
    shared,
    personal,
    otherPortfolioId: other.portfolioId,
  }
}
