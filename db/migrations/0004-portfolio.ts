import {
  bytes,
  bytesOrNull,
  count,
  counter,
  integer,
  key,
  type Migration,
  refers,
  refersOrNull,
  text,
  textOrNull,
} from '../columns.ts'

export const portfolio: Migration = {
  name: '0004-portfolio',
  async up({ table, index, unique }) {
    await table('document', {
      id: key,
      epoch: count(1),
      schemaVersion: integer,
      state: text,
      headSequence: count(),
      createdAt: text,
    })
    await table('document_update', {
      sequence: counter,
      documentId: refers('document'),
      epoch: integer,
      personId: refersOrNull('person'),
      connectionId: text,
      insertedCharacters: count(),
      deletedCharacters: count(),
      createdAt: text,
      update: bytes,
    })
    await index('document_update', ['documentId', 'sequence'])
    await table('document_snapshot', {
      documentId: key,
      epoch: integer,
      uptoSequence: integer,
      state: bytes,
      createdAt: text,
    })
    await table('document_version', {
      id: key,
      documentId: refers('document'),
      kind: text,
      name: textOrNull,
      state: bytesOrNull,
      content: text,
      digest: text,
      createdById: refersOrNull('person'),
      createdAt: text,
    })
    await index('document_version', ['documentId', 'createdAt'])
    await table('document_projection', {
      documentId: key,
      uptoSequence: integer,
      content: text,
      plainText: text,
      wordCount: integer,
      updatedAt: text,
    })
    await table(
      'document_client',
      { documentId: refers('document'), clientId: integer, personId: refersOrNull('person'), firstSeenAt: text },
      ['documentId', 'clientId'],
    )
    await table(
      'document_contribution',
      {
        documentId: refers('document'),
        personId: refers('person'),
        insertedCharacters: count(),
        deletedCharacters: count(),
        firstAt: text,
        lastAt: text,
      },
      ['documentId', 'personId'],
    )
    await table('portfolio', {
      id: key,
      teamId: refers('team'),
      editionId: refers('programme_edition'),
      state: text,
      summary: textOrNull,
      coverEvidenceId: textOrNull,
      publishedAt: textOrNull,
      storyEntries: textOrNull,
      createdAt: text,
      touchedAt: text,
    })
    await unique('portfolio', ['teamId'])
    await table(
      'portfolio_section',
      {
        portfolioId: refers('portfolio'),
        section: text,
        hiddenPrompts: text,
        reopenedAt: textOrNull,
        dueOn: textOrNull,
        reopenedBecause: textOrNull,
      },
      ['portfolioId', 'section'],
    )
    await table('entry', {
      id: key,
      portfolioId: refers('portfolio'),
      section: text,
      title: text,
      position: text,
      documentId: refers('document'),
      authorId: refersOrNull('person'),
      happenedOn: textOrNull,
      createdById: refersOrNull('person'),
      createdAt: text,
      touchedAt: text,
      archivedAt: textOrNull,
    })
    await index('entry', ['portfolioId', 'section'])
    await unique('entry', ['documentId'])
    await table('entry_tag', { entryId: refers('entry'), kind: text, value: text, sentence: textOrNull }, [
      'entryId',
      'kind',
      'value',
    ])
    await table('evidence', {
      id: key,
      portfolioId: refers('portfolio'),
      kind: text,
      title: text,
      description: text,
      altText: text,
      fileName: textOrNull,
      mediaType: textOrNull,
      size: count(),
      sha256: textOrNull,
      storageKey: textOrNull,
      thumbnailKey: textOrNull,
      width: count(),
      height: count(),
      link: textOrNull,
      note: textOrNull,
      siteElementId: refersOrNull('site_element'),
      takenOn: textOrNull,
      capturedById: refersOrNull('person'),
      declaration: text,
      consentState: text,
      consentNote: textOrNull,
      state: text,
      refusal: textOrNull,
      removed: textOrNull,
      createdAt: text,
      archivedAt: textOrNull,
    })
    await index('evidence', ['portfolioId'])
    await table('upload', {
      id: key,
      evidenceId: refers('evidence'),
      personId: refers('person'),
      storageKey: text,
      multipartId: text,
      size: integer,
      partSize: integer,
      createdAt: text,
      expiresAt: text,
      completedAt: textOrNull,
      abortedAt: textOrNull,
    })
    await table('entry_evidence', { entryId: refers('entry'), evidenceId: refers('evidence') }, [
      'entryId',
      'evidenceId',
    ])
    await index('entry_evidence', ['evidenceId'])
  },
}
