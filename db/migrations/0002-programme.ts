import { count, integer, key, type Migration, refers, refersOrNull, text, textOrNull } from '../columns.ts'

export const programme: Migration = {
  name: '0002-programme',
  async up({ table, index, unique }) {
    await table('programme', { id: key, name: text, award: text, issuer: text, region: textOrNull })
    await table('programme_edition', {
      id: key,
      programmeId: refers('programme'),
      version: integer,
      template: text,
      rubric: text,
      passRule: text,
      commitments: text,
      fees: text,
      phases: text,
      createdAt: text,
    })
    await unique('programme_edition', ['programmeId', 'version'])
    await table('cohort', {
      id: key,
      editionId: refers('programme_edition'),
      name: text,
      startsOn: text,
      endsOn: text,
      submissionOpensOn: textOrNull,
      submissionClosesOn: textOrNull,
      timeZone: text,
      createdAt: text,
    })
    await table('cohort_role', {
      id: key,
      cohortId: refers('cohort'),
      personId: refers('person'),
      role: text,
      since: text,
      until: textOrNull,
    })
    await index('cohort_role', ['personId'])
    await index('cohort_role', ['cohortId', 'role'])
    await table('county', { id: key, name: text })
    await table('district', { id: key, countyId: refers('county'), name: text })
    await table('cluster', {
      id: key,
      name: text,
      countyId: refersOrNull('county'),
      districtId: refersOrNull('district'),
    })
    await table('site', { id: key, districtId: refers('district'), name: text })
    await table('site_element', { id: key, siteId: refers('site'), kind: text, name: text, position: count() })
    await table('person_district', { personId: refers('person'), districtId: refers('district') }, [
      'personId',
      'districtId',
    ])
  },
}
