import type { readPeople } from '#server/teams/read-people.ts'

export type PeoplePage = Awaited<ReturnType<typeof readPeople>>
