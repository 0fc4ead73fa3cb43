import type { Migration } from '../columns.ts'
import { people } from './0001-people.ts'
import { programme } from './0002-programme.ts'
import { teams } from './0003-teams.ts'
import { portfolio } from './0004-portfolio.ts'
import { review } from './0005-review.ts'
import { rescue } from './0006-rescue.ts'
import { versions } from './0007-versions.ts'
import { journal } from './0008-journal.ts'
import { unread } from './0009-unread.ts'

/** In the order of their making; forward only; never edited once landed. */
export const migrations: Migration[] = [people, programme, teams, portfolio, review, rescue, versions, journal, unread]
