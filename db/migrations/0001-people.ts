import { key, type Migration, refers, text, textOrNull } from '../columns.ts'

export const people: Migration = {
  name: '0001-people',
  async up({ table, index, unique }) {
    await table('person', {
      id: key,
      givenName: text,
      familyName: text,
      displayName: text,
      email: text,
      passwordHash: textOrNull,
      certificateName: textOrNull,
      certificateNameLanguage: textOrNull,
      certificateNameConfirmedAt: textOrNull,
      pronouns: textOrNull,
      timeZone: text,
      title: textOrNull,
      organisation: textOrNull,
      createdAt: text,
      suspendedAt: textOrNull,
    })
    await unique('person', ['email'])
    await table('session', {
      id: key,
      personId: refers('person'),
      createdAt: text,
      expiresAt: text,
      lastUsedAt: text,
      userAgent: textOrNull,
    })
    await index('session', ['personId'])
    await table('sign_in_link', {
      id: key,
      personId: refers('person'),
      next: textOrNull,
      createdAt: text,
      expiresAt: text,
      usedAt: textOrNull,
    })
    await table('attempt', { id: key, bucket: text, at: text })
    await index('attempt', ['bucket', 'at'])
    await table('audit', {
      id: key,
      at: text,
      actorId: textOrNull,
      action: text,
      subjectKind: text,
      subjectId: text,
      detail: text,
      requestId: textOrNull,
    })
    await index('audit', ['subjectKind', 'subjectId'])
  },
}
