import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { annotateDraft } from '#server/reviews/annotate-draft.ts'
import { annotateSnapshot } from '#server/reviews/annotate-snapshot.ts'
import { readDraftNotes } from '#server/reviews/draft-notes.ts'
import { replyToAnnotation } from '#server/reviews/reply-to-annotation.ts'
import { resolveAnnotation } from '#server/reviews/resolve-annotation.ts'
import { readReviewRoom } from '#server/reviews/review-room.ts'
import { withdrawAnnotation } from '#server/reviews/withdraw-annotation.ts'
import { anOpenReview, aSubmittedTeam } from '#tests/support/a-submission.ts'
import { textOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const pageOf = (document: Y.Doc) => document.getXmlFragment('default')

async function aDraft(app: TestApp) {
  const team = await app.world.team()
  const mentorId = await app.world.mentor(team.id)
  const entry = await app.world.entry(team.portfolioId, { words: 'What we saw on Tuesday.' })
  const { page } = await app.context.rooms.contentOf(entry.documentId)
  const blockId = String(page.content![0]!.attrs!.id)
  const anchor = { entryId: entry.id, blockId, start: 8, end: 11, quote: 'saw' }
  return { ...team, mentorId, entryId: entry.id, documentId: entry.documentId, anchor }
}

describeOnBothDatabases('notes on a living draft', (makeApp) => {
  it('are refused from the team, from strangers, without words, and beside words that are not there', async () => {
    const app = await makeApp()
    const { memberIds, mentorId, anchor } = await aDraft(app)
    const annotate = async (personId: string, changes: object = {}, words = 'Who saw it?') =>
      annotateDraft(app.context, await app.actor(personId), { anchor: { ...anchor, ...changes }, words })
    await expect(annotate(memberIds[0]!)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(annotate(await app.world.person())).rejects.toMatchObject({ code: 'not-found' })
    await expect(annotate(mentorId, {}, '  ')).rejects.toMatchObject({ code: 'malformed' })
    await expect(annotate(mentorId, { quote: 'was' })).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(await app.context.db.selectFrom('annotation').selectAll().execute()).toEqual([])
  })

  it('a mentor writes, the team answers and settles, a champion sees none of it', async () => {
    const app = await makeApp()
    const { id, memberIds, mentorId, anchor, entryId } = await aDraft(app)
    const [mentor, member] = [await app.actor(mentorId), await app.actor(memberIds[0]!)]
    const annotationId = await annotateDraft(app.context, mentor, { anchor, words: 'Who saw it?' })
    await replyToAnnotation(app.context, member, { annotationId, words: 'Ilse, at the gate.' })
    const seen = await readDraftNotes(app.context, member, entryId)
    expect(seen.notes).toMatchObject([
      {
        quote: 'saw',
        words: 'Who saw it?',
        standing: 'there',
        settled: false,
        replies: [{ words: 'Ilse, at the gate.' }],
      },
    ])
    const champion = await app.actor(await app.world.champion(id))
    expect((await readDraftNotes(app.context, champion, entryId)).notes).toEqual([])
    await expect(replyToAnnotation(app.context, champion, { annotationId, words: 'Me too.' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await resolveAnnotation(app.context, member, annotationId)
    await resolveAnnotation(app.context, member, annotationId)
    expect((await readDraftNotes(app.context, mentor, entryId)).notes[0]?.settled).toBe(true)
    const audit = await app.context.db
      .selectFrom('audit')
      .where('action', '=', 'resolve-annotation')
      .selectAll()
      .execute()
    expect(audit).toHaveLength(1)
  })
})

describeOnBothDatabases('notes on a living draft that people go on writing', (makeApp) => {
  it('go with their words, say what has become of them, and come last when they are no longer on the page', async () => {
    const app = await makeApp()
    const { memberIds, mentorId, anchor, documentId, entryId } = await aDraft(app)
    const [mentor, memberId] = [await app.actor(mentorId), memberIds[0]!]
    const note = (changes: object, words: string) => {
      app.clock.advance(60_000)
      return annotateDraft(app.context, mentor, { anchor: { ...anchor, ...changes }, words })
    }
    await note({ start: 15, end: 22, quote: 'Tuesday' }, 'Which one?')
    await note({}, 'Who saw it?')
    const rewrite = (change: (words: Y.XmlText, page: Y.XmlFragment) => void) =>
      app.context.rooms.write(documentId, memberId, (document) => change(textOf(document), pageOf(document)))
    await rewrite((words) => {
      words.delete(15, 7)
      words.insert(0, 'This is ')
    })
    const seen = async () => {
      const { notes } = await readDraftNotes(app.context, await app.actor(memberId), entryId)
      return notes.map(({ words, standing, start }) => [words, standing, start])
    }
    expect(await seen()).toEqual([
      ['Which one?', 'changed', null],
      ['Who saw it?', 'there', 16],
    ])
    await rewrite((_, page) => {
      page.delete(0, 1)
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.setAttribute('id', 'another')
      paragraph.setAttribute('kind', 'p')
      paragraph.insert(0, [new Y.XmlText('Elsewhere.')])
      page.insert(0, [paragraph])
    })
    await note({ blockId: 'another', start: 0, end: 9, quote: 'Elsewhere' }, 'Where?')
    expect(await seen()).toEqual([
      ['Where?', 'there', 0],
      ['Which one?', 'gone', 15],
      ['Who saw it?', 'gone', 8],
    ])
  })
})

describeOnBothDatabases('notes on a snapshot', (makeApp) => {
  it('stay with their reviewer: the team can neither read nor answer before release; a word taken back is gone', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const reviewerId = team.reviewerIds[0]!
    const reviewer = await app.actor(reviewerId)
    const reviewId = await anOpenReview(app, team, reviewerId)
    const anchor = { entryId: team.entryId, blockId: 'b2', start: 0, end: 6, quote: 'Nobody' }
    const input = { reviewId, anchor, words: 'Who is nobody?', audience: 'team' as const }
    const annotationId = await annotateSnapshot(app.context, reviewer, input)
    const member = await app.actor(team.memberIds[0]!)
    await expect(replyToAnnotation(app.context, member, { annotationId, words: 'Us.' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(resolveAnnotation(app.context, member, annotationId)).rejects.toMatchObject({ code: 'not-found' })
    expect((await readReviewRoom(app.context, reviewer, reviewId)).sheet.notes).toHaveLength(1)
    await withdrawAnnotation(app.context, reviewer, { reviewId, annotationId })
    expect((await readReviewRoom(app.context, reviewer, reviewId)).sheet.notes).toEqual([])
  })
})
