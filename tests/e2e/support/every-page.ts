/** Each page of the product with somebody of the demo who may see it. */
import type { AppContext } from '#server/context.ts'

export type ShownPage = { name: string; as: string | null; path: string }

export async function everyPage({ db }: AppContext): Promise<ShownPage[]> {
  const team = async (name: string) => {
    const row = await db
      .selectFrom('team')
      .innerJoin('portfolio', 'portfolio.teamId', 'team.id')
      .leftJoin('submission', (join) =>
        join.onRef('submission.portfolioId', '=', 'portfolio.id').on('submission.withdrawnAt', 'is', null),
      )
      .select(['team.id', 'team.cohortId', 'portfolio.id as portfolioId', 'submission.id as submissionId'])
      .where('team.name', '=', name)
      .orderBy('submission.number', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return row
  }
  const handle = async (personId: string) => {
    const row = await db.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirstOrThrow()
    return row.email.split('@')[0]!
  }
  const entryWith = async (portfolioId: string, mark: string) => {
    const row = await db
      .selectFrom('entry')
      .innerJoin('document_projection', 'document_projection.documentId', 'entry.documentId')
      .select('entry.id')
      .where('entry.portfolioId', '=', portfolioId)
      .where('document_projection.content', 'like', `%${mark}%`)
      .orderBy('document_projection.wordCount', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row?.id
  }
  const [nightSky, oakShade, threads, blueDoor, kelpForest, sunflower, lantern] = await Promise.all(
    ['Night Sky', 'Oak Shade', 'Threads', 'Blue Door', 'Kelp Forest', 'Sunflower Shift', 'Lantern'].map(team),
  )
  const evidence = await db
    .selectFrom('evidence')
    .select('id')
    .where('portfolioId', '=', oakShade!.portfolioId)
    .where('kind', '=', 'photo')
    .where('state', '=', 'ready')
    .orderBy('id')
    .executeTakeFirst()
  const review = async (submissionId: string | null, states: string[]) =>
    submissionId
      ? db
          .selectFrom('review')
          .select(['id', 'reviewerId'])
          .where('submissionId', '=', submissionId)
          .where('state', 'in', states)
          .orderBy('place')
          .executeTakeFirst()
      : undefined
  const scoring = await review(kelpForest!.submissionId, ['assigned', 'scoring'])
  const moderated = await review(blueDoor!.submissionId, ['compared'])
  const decided = await review(oakShade!.submissionId, ['submitted', 'released'])
  const certificate = await db
    .selectFrom('certificate')
    .select(['id', 'personId'])
    .where('state', '=', 'issued')
    .orderBy('number')
    .executeTakeFirstOrThrow()
  const event = await db
    .selectFrom('event')
    .select('id')
    .where('cohortId', '=', nightSky!.cohortId)
    .where('kind', '=', 'community-call')
    .orderBy('startsAt')
    .executeTakeFirstOrThrow()
  const [ximena, hollis, juniper, ottoline] = [
    'ximena.thorvald',
    'hollis.amankwah',
    'juniper.hallworth',
    'ottoline.bracewell',
  ] as const
  const oakEntry = await entryWith(oakShade!.portfolioId, 'causal-loop')
  const iceberg = await entryWith(threads!.portfolioId, 'iceberg')
  const kept = await db
    .selectFrom('document_version')
    .innerJoin('entry', 'entry.documentId', 'document_version.documentId')
    .select(['document_version.id', 'entry.id as entryId'])
    .where('entry.portfolioId', '=', oakShade!.portfolioId)
    .where('document_version.kind', '=', 'automatic')
    .orderBy('entry.id')
    .orderBy('document_version.createdAt')
    .executeTakeFirstOrThrow()
  const versions = `/entries/${kept.entryId}/versions`
  const pages: (ShownPage | undefined)[] = [
    { name: 'front', as: null, path: '/' },
    { name: 'sign-in', as: null, path: '/sign-in' },
    { name: 'verify', as: null, path: `/verify/${certificate.id}` },
    { name: 'story', as: null, path: `/stories/${threads!.portfolioId}` },
    { name: 'not-here', as: ximena, path: '/nowhere' },
    { name: 'team-home', as: hollis, path: `/teams/${oakShade!.id}` },
    { name: 'team-home-drafting', as: ximena, path: `/teams/${nightSky!.id}` },
    { name: 'people', as: juniper, path: `/teams/${nightSky!.id}/people` },
    { name: 'contents', as: hollis, path: `/portfolios/${oakShade!.portfolioId}` },
    { name: 'contents-by-facet', as: hollis, path: `/portfolios/${oakShade!.portfolioId}?lens=facet` },
    { name: 'contents-by-mandala', as: hollis, path: `/portfolios/${oakShade!.portfolioId}?lens=mandala` },
    { name: 'section', as: ximena, path: `/portfolios/${nightSky!.portfolioId}/sections/4` },
    oakEntry ? { name: 'entry', as: hollis, path: `/entries/${oakEntry}` } : undefined,
    iceberg ? { name: 'entry-to-read', as: juniper, path: `/entries/${iceberg}` } : undefined,
    { name: 'versions', as: hollis, path: versions },
    { name: 'version', as: hollis, path: `${versions}/${kept.id}` },
    { name: 'what-changed', as: hollis, path: `${versions}/compare?from=${kept.id}&to=now` },
    { name: 'evidence', as: hollis, path: `/portfolios/${oakShade!.portfolioId}/evidence` },
    evidence ? { name: 'piece-of-evidence', as: hollis, path: `/evidence/${evidence.id}` } : undefined,
    { name: 'capture', as: hollis, path: '/capture' },
    { name: 'check-ins', as: ximena, path: `/teams/${nightSky!.id}/check-ins` },
    { name: 'ready-check', as: 'cipriano.vell', path: `/portfolios/${sunflower!.portfolioId}/ready` },
    { name: 'changes-asked', as: 'quentin.abara-lindqvist', path: `/portfolios/${lantern!.portfolioId}/ready` },
    oakShade!.submissionId
      ? { name: 'snapshot', as: hollis, path: `/submissions/${oakShade!.submissionId}` }
      : undefined,
    { name: 'outcome', as: hollis, path: `/portfolios/${oakShade!.portfolioId}/outcome` },
    { name: 'commitments', as: hollis, path: '/commitments' },
    { name: 'certificate-name', as: hollis, path: '/account/certificate-name' },
    { name: 'account', as: hollis, path: '/account' },
    { name: 'kept on this device', as: hollis, path: '/kept' },
    { name: 'certificate', as: await handle(certificate.personId), path: `/certificates/${certificate.id}` },
    { name: 'reviews', as: ottoline, path: '/reviews' },
    scoring ? { name: 'review-room', as: await handle(scoring.reviewerId), path: `/reviews/${scoring.id}` } : undefined,
    moderated
      ? {
          name: 'comparison',
          as: await handle(moderated.reviewerId),
          path: `/submissions/${blueDoor!.submissionId}/comparison`,
        }
      : undefined,
    decided ? { name: 'decision', as: juniper, path: `/submissions/${oakShade!.submissionId}/decision` } : undefined,
    { name: 'cohort-board', as: juniper, path: `/cohorts/${nightSky!.cohortId}` },
    { name: 'review-board', as: juniper, path: `/cohorts/${nightSky!.cohortId}/reviews` },
    { name: 'certificates-sheet', as: juniper, path: `/cohorts/${nightSky!.cohortId}/certificates` },
    { name: 'ceremony', as: juniper, path: `/cohorts/${nightSky!.cohortId}/ceremony` },
    { name: 'events', as: juniper, path: `/cohorts/${nightSky!.cohortId}/events` },
    { name: 'roll-call', as: juniper, path: `/events/${event.id}` },
    { name: 'mail', as: juniper, path: '/mail' },
    { name: 'system', as: juniper, path: '/system' },
    { name: 'home', as: juniper, path: '/home' },
  ]
  return pages.filter((page) => page !== undefined)
}
