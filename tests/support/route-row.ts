/** One row says of one address who finds it, what it takes, and in which states it has to be walked. */
import type { Actor } from '#domain/access/actor.ts'
import { type Action, can, type SubjectKind } from '#domain/access/can.ts'
import type { AccessWorld, States } from './access-world.ts'

export type May = (actor: Actor, world: AccessWorld) => boolean

export type Post = {
  /** The body; a record becomes a form, `json` a program's body. */
  body: (world: AccessWorld) => Record<string, string>
  json?: boolean
  may: May
  /** Who finds the subject of this act, where that is not who finds the page. */
  finds?: May
  /** Why somebody whom the table lets in may still be refused: what they name does not exist, or is not for their hands. */
  orRefusedFor?: string
}

export type RouteRow = {
  /** The file in app/routes, as the folder names it. */
  file: string
  path: (world: AccessWorld) => string
  /** `page` has a face, `file` gives bytes, `api` speaks JSON; `data` is only fetched by a page; `posts only` answers no GET. */
  kind: 'page' | 'file' | 'api' | 'data' | 'posts only'
  /** Whose states it is walked through. */
  through?: keyof States
  to: 'public' | 'signed-in' | May
  /** Who sees it, where finding it is not enough. */
  shows?: May
  posts?: Post[]
}

/** The access table's own answer for the subject as it stands. */
export const may =
  <K extends SubjectKind>(kind: K, action: Action<K>): May =>
  (actor, world) =>
    can(actor, action, world.subject(kind, action))

/** Whoever wears any hat of the cohort. */
export const insideCohort: May = (actor, world) =>
  actor.kind === 'person' && !actor.suspended && actor.hats.some((hat) => hat.cohortId === world.cohortId)

export const anybodySignedIn: May = (actor) => actor.kind === 'person' && !actor.suspended

/** An act that is nothing but its name. */
export const act =
  (name: string, more: (world: AccessWorld) => Record<string, string> = () => ({})) =>
  (world: AccessWorld) => ({ act: name, ...more(world) })
