import { count, key, type Migration, refers, refersOrNull, text, textOrNull } from '../columns.ts'

export const teams: Migration = {
  name: '0003-teams',
  async up({ table, index, unique }) {
    await table('team', {
      id: key,
      cohortId: refers('cohort'),
      clusterId: refersOrNull('cluster'),
      name: text,
      theme: textOrNull,
      state: text,
      checkInRhythm: textOrNull,
      createdAt: text,
    })
    await index('team', ['cohortId'])
    await table('team_site', { teamId: refers('team'), siteId: refers('site'), mainSince: textOrNull }, [
      'teamId',
      'siteId',
    ])
    await table('membership', {
      id: key,
      teamId: refers('team'),
      personId: refers('person'),
      title: textOrNull,
      convenorSince: textOrNull,
      startedOn: text,
      endedOn: textOrNull,
    })
    await index('membership', ['teamId'])
    await index('membership', ['personId'])
    await table('champion', {
      id: key,
      teamId: refers('team'),
      personId: refers('person'),
      title: textOrNull,
      organisation: textOrNull,
      level: text,
      accessStatement: textOrNull,
      confirmedAt: textOrNull,
      endedOn: textOrNull,
    })
    await index('champion', ['teamId'])
    await index('champion', ['personId'])
    await table('mentor_assignment', {
      id: key,
      teamId: refers('team'),
      personId: refers('person'),
      kind: text,
      startedOn: text,
      endedOn: textOrNull,
    })
    await index('mentor_assignment', ['teamId'])
    await index('mentor_assignment', ['personId'])
    await table('event', {
      id: key,
      cohortId: refers('cohort'),
      teamId: refersOrNull('team'),
      kind: text,
      title: text,
      startsAt: text,
      endsAt: text,
      days: count(1),
      timeZone: text,
      mode: text,
      place: textOrNull,
      videoLink: textOrNull,
      status: text,
    })
    await index('event', ['cohortId', 'startsAt'])
    await table('event_host', { eventId: refers('event'), personId: refers('person'), position: count() }, [
      'eventId',
      'personId',
    ])
    await table(
      'attendance',
      {
        eventId: refers('event'),
        personId: refers('person'),
        day: count(1),
        status: text,
        recordedById: refersOrNull('person'),
        recordedAt: text,
      },
      ['eventId', 'personId', 'day'],
    )
    await index('attendance', ['personId'])
    await table('check_in', {
      id: key,
      teamId: refers('team'),
      question: text,
      minutesPerPerson: count(1),
      state: text,
      startedById: refers('person'),
      startedAt: text,
      phaseSince: text,
      turnOfId: textOrNull,
      order: text,
      endedAt: textOrNull,
      openForTeamId: textOrNull,
    })
    await index('check_in', ['teamId'])
    await unique('check_in', ['openForTeamId'])
    await table(
      'check_in_turn',
      {
        checkInId: refers('check_in'),
        personId: refers('person'),
        words: text,
        kept: text,
        sharedEntryId: textOrNull,
        joinedAt: text,
        updatedAt: text,
      },
      ['checkInId', 'personId'],
    )
    await unique('team', ['cohortId', 'name'])
  },
}
