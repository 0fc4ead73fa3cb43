import {
  bytesOrNull,
  count,
  integer,
  integerOrNull,
  key,
  type Migration,
  refers,
  refersOrNull,
  text,
  textOrNull,
} from '../columns.ts'

export const review: Migration = {
  name: '0005-review',
  async up({ table, index, unique }) {
    await table('submission_proposal', {
      id: key,
      portfolioId: refers('portfolio'),
      proposedById: refers('person'),
      proposedAt: text,
      state: text,
      closedAt: textOrNull,
    })
    await index('submission_proposal', ['portfolioId'])
    await table(
      'submission_voice',
      { proposalId: refers('submission_proposal'), personId: refers('person'), says: text, note: textOrNull, at: text },
      ['proposalId', 'personId'],
    )
    await table('submission', {
      id: key,
      portfolioId: refers('portfolio'),
      number: integer,
      state: text,
      roster: text,
      manifest: text,
      manifestSha256: text,
      submittedById: refersOrNull('person'),
      submittedAt: text,
      openedAt: textOrNull,
      withdrawnAt: textOrNull,
    })
    await unique('submission', ['portfolioId', 'number'])
    await table('submission_entry', {
      id: key,
      submissionId: refers('submission'),
      entryId: refers('entry'),
      section: text,
      title: text,
      position: text,
      authorId: refersOrNull('person'),
      tags: text,
      content: text,
      html: text,
      wordCount: integer,
      sha256: text,
    })
    await unique('submission_entry', ['submissionId', 'entryId'])
    await table(
      'submission_evidence',
      { submissionId: refers('submission'), evidenceId: refers('evidence'), sha256: textOrNull, details: text },
      ['submissionId', 'evidenceId'],
    )
    await table('review', {
      id: key,
      submissionId: refers('submission'),
      reviewerId: refers('person'),
      place: integer,
      state: text,
      feedback: text,
      assignedById: refersOrNull('person'),
      assignedAt: text,
      openedAt: textOrNull,
      submittedAt: textOrNull,
      releasedAt: textOrNull,
      total: integerOrNull,
    })
    await unique('review', ['submissionId', 'reviewerId'])
    await unique('review', ['submissionId', 'place'])
    await index('review', ['reviewerId'])
    await table(
      'score',
      {
        reviewId: refers('review'),
        criterion: text,
        level: integerOrNull,
        sentence: text,
        cannotJudge: textOrNull,
        updatedAt: text,
      },
      ['reviewId', 'criterion'],
    )
    await table('citation', {
      id: key,
      reviewId: refers('review'),
      criterion: text,
      entryId: refers('entry'),
      blockId: text,
      partId: textOrNull,
      start: integerOrNull,
      end: integerOrNull,
      quote: text,
      createdAt: text,
    })
    await index('citation', ['reviewId', 'criterion'])
    await table('annotation', {
      id: key,
      portfolioId: refers('portfolio'),
      submissionId: refersOrNull('submission'),
      reviewId: refersOrNull('review'),
      entryId: refers('entry'),
      blockId: textOrNull,
      partId: textOrNull,
      region: textOrNull,
      start: integerOrNull,
      end: integerOrNull,
      quote: text,
      words: text,
      audience: text,
      authorId: refers('person'),
      createdAt: text,
      resolvedAt: textOrNull,
      resolvedById: refersOrNull('person'),
    })
    await index('annotation', ['portfolioId'])
    await index('annotation', ['entryId'])
    await table('annotation_reply', {
      id: key,
      annotationId: refers('annotation'),
      authorId: refers('person'),
      words: text,
      createdAt: text,
    })
    await table('moderation', {
      submissionId: key,
      state: text,
      reason: text,
      openedAt: text,
      settledAt: textOrNull,
    })
    await table('moderation_message', {
      id: key,
      submissionId: refers('submission'),
      authorId: refers('person'),
      words: text,
      createdAt: text,
    })
    await table(
      'agreed_level',
      {
        submissionId: refers('submission'),
        criterion: text,
        level: integer,
        sentence: text,
        proposedById: refers('person'),
        proposedAt: text,
        agreedById: refersOrNull('person'),
        agreedAt: textOrNull,
      },
      ['submissionId', 'criterion'],
    )
    await table('decision', {
      id: key,
      submissionId: refers('submission'),
      outcome: text,
      total: integer,
      computedOutcome: text,
      gates: textOrNull,
      reason: textOrNull,
      letter: text,
      state: text,
      proposedById: refers('person'),
      proposedAt: text,
      signedById: refersOrNull('person'),
      signedAt: textOrNull,
      signedAs: textOrNull,
      secondSignedById: refersOrNull('person'),
      secondSignedAt: textOrNull,
      releasedById: refersOrNull('person'),
      releasedAt: textOrNull,
    })
    await unique('decision', ['submissionId'])
    await table('decision_section', { decisionId: refers('decision'), section: text, asks: text, dueOn: textOrNull }, [
      'decisionId',
      'section',
    ])
    await table('certificate', {
      id: key,
      number: text,
      sequence: integer,
      year: integer,
      personId: refers('person'),
      teamId: refersOrNull('team'),
      cohortId: refersOrNull('cohort'),
      editionId: refers('programme_edition'),
      decisionId: refersOrNull('decision'),
      award: text,
      commendedAt: textOrNull,
      name: text,
      nameLanguage: textOrNull,
      nameConfirmedAt: textOrNull,
      teamName: textOrNull,
      programmeName: text,
      issuer: text,
      signatories: text,
      awardedOn: text,
      state: text,
      awardKey: textOrNull,
      statusIndex: integer,
      replacesId: textOrNull,
      reservedAt: text,
      renderedAt: textOrNull,
      issuedAt: textOrNull,
      issuedById: refersOrNull('person'),
      noticeClaimedAt: textOrNull,
      notifiedAt: textOrNull,
      revokedAt: textOrNull,
      revokedReason: textOrNull,
      revokedNote: textOrNull,
      revokedById: refersOrNull('person'),
      pdf: bytesOrNull,
      pdfSha256: textOrNull,
      attempts: count(),
      lastError: textOrNull,
    })
    await unique('certificate', ['number'])
    await unique('certificate', ['statusIndex'])
    // One living award a person and edition; null once it is replaced or revoked, so that it may be given again.
    await unique('certificate', ['awardKey'])
    await table('certificate_series', { id: key, last: count() })
    await index('certificate', ['personId'])
    await index('certificate', ['decisionId'])
    await table(
      'certificate_hold',
      {
        decisionId: refers('decision'),
        personId: refers('person'),
        reasons: text,
        createdAt: text,
        liftedAt: textOrNull,
        liftedById: refersOrNull('person'),
        liftedBecause: textOrNull,
      },
      ['decisionId', 'personId'],
    )
  },
}
