import { findPerson, updatePerson } from '#db/queries/people.ts'
import { deleteSessionsOf, listSessions } from '#db/queries/sessions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { hashPassword, verifyPassword } from './password.ts'

type Person = Extract<Actor, { kind: 'person' }>

export type AccountView = {
  displayName: string
  email: string
  pronouns: string
  timeZone: string
  certificateName: string | null
  sessions: { id: string; since: string; where: string }[]
}

/** What a person sees of their own account. */
export async function readAccount(context: Pick<AppContext, 'db'>, actor: Person): Promise<AccountView> {
  const person = await findPerson(context.db, actor.personId)
  if (!person) throw notFound('account')
  const sessions = await listSessions(context.db, actor.personId)
  return {
    displayName: person.displayName,
    email: person.email,
    pronouns: person.pronouns ?? '',
    timeZone: person.timeZone,
    certificateName: person.certificateName,
    sessions: sessions.map((row) => ({ id: row.id, since: row.createdAt, where: deviceOf(row.userAgent) })),
  }
}

function deviceOf(userAgent: string | null): string {
  const agent = userAgent ?? ''
  const system = /iPhone|iPad|Android|Windows|Mac OS|Linux/.exec(agent)?.[0]?.replace('Mac OS', 'Mac') ?? 'a device'
  const browser = /Firefox|Edg|Chrome|Safari/.exec(agent)?.[0]?.replace('Edg', 'Edge') ?? 'a browser'
  return `${browser} on ${system}`
}

/** @throws not-ready with the fields at fault */
export async function changeAccount(
  context: Pick<AppContext, 'db'>,
  actor: Person,
  input: { displayName: string; pronouns: string; timeZone: string },
): Promise<void> {
  const displayName = input.displayName.normalize('NFC').trim()
  const fields: Record<string, string> = {}
  if (displayName.length < 1 || displayName.length > 120)
    fields.displayName = 'Write the name your team knows you by, up to 120 characters.'
  if (!Intl.supportedValuesOf('timeZone').includes(input.timeZone))
    fields.timeZone = 'Choose a time zone from the list.'
  if (Object.keys(fields).length > 0)
    throw new Refusal('not-ready', 'Two things need another look before this is saved.', { fields })
  await updatePerson(context.db, actor.personId, {
    displayName,
    pronouns: input.pronouns.slice(0, 40) || null,
    timeZone: input.timeZone,
  })
}

/** A new password signs everybody else with the old one out. @throws not-ready, not-allowed */
export async function changePassword(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Person,
  input: { current: string; next: string },
): Promise<void> {
  const person = await findPerson(context.db, actor.personId)
  if (!person) throw notFound('account')
  if (person.passwordHash && !(await verifyPassword(person.passwordHash, input.current))) {
    throw new Refusal(
      'not-allowed',
      'The current password is not right. Try again, or sign in by an e-mailed link and change it then.',
    )
  }
  if (input.next.length < 12 || input.next.length > 128) {
    throw new Refusal('not-ready', 'A password has 12 to 128 characters; a short sentence is a good one.', {
      fields: { next: 'Use 12 to 128 characters.' },
    })
  }
  const passwordHash = await hashPassword(input.next)
  await context.db.transaction().execute(async (transaction) => {
    await updatePerson(transaction, actor.personId, { passwordHash })
    await deleteSessionsOf(transaction, actor.personId)
    await recordAudit(transaction, context, actor, {
      action: 'change-password',
      subjectKind: 'person',
      subjectId: actor.personId,
    })
  })
  context.rooms.accessChanged({ personId: actor.personId })
}

/** Ends every session of this person, here and on every other device, and the live documents that they hold open. */
export async function signOutEverywhere(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Person,
): Promise<void> {
  await context.db.transaction().execute(async (transaction) => {
    await deleteSessionsOf(transaction, actor.personId)
    await recordAudit(transaction, context, actor, {
      action: 'sign-out-everywhere',
      subjectKind: 'person',
      subjectId: actor.personId,
    })
  })
  context.rooms.accessChanged({ personId: actor.personId })
}
