export interface PersonTable {
  id: string
  givenName: string
  familyName: string
  displayName: string
  email: string
  passwordHash: string | null
  certificateName: string | null
  certificateNameLanguage: string | null
  certificateNameConfirmedAt: string | null
  pronouns: string | null
  timeZone: string
  title: string | null
  organisation: string | null
  createdAt: string
  suspendedAt: string | null
}

export interface SessionTable {
  id: string
  personId: string
  createdAt: string
  expiresAt: string
  lastUsedAt: string
  userAgent: string | null
}

export interface SignInLinkTable {
  id: string
  personId: string
  next: string | null
  createdAt: string
  expiresAt: string
  usedAt: string | null
}

export interface AttemptTable {
  id: string
  bucket: string
  at: string
}

export interface AuditTable {
  id: string
  at: string
  actorId: string | null
  action: string
  subjectKind: string
  subjectId: string
  detail: string
  requestId: string | null
}
