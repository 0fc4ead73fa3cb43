import { editionColumns, editionPartsShape } from '#domain/programme/edition.ts'
import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { readYaml } from './read-files.ts'
import { cohortId, editionId, type World } from './read-world.ts'

export const editions = ['associate-california', 'master-class'] as const

type EditionFile = {
  programme: { id: string; name: string; award: string; issuer: string; region: string | null }
  version: number
}

/** An edition as its file says it, checked against the programme's own types. */
export function readEdition(key: (typeof editions)[number]) {
  const file = readYaml<EditionFile>(`programmes/${key}.yaml`)
  const { rubric, passRule } = editionPartsShape.parse(file)
  return { programme: file.programme, version: file.version, columns: editionColumns(file), rubric, passRule }
}

export async function loadEditions({ transaction }: Rows, world: World): Promise<void> {
  for (const key of editions) {
    const { programme, version, columns } = readEdition(key)
    const programmeId = demoId(`programme/${programme.id}`)
    await bulkInsert(transaction, 'programme', [{ ...programme, id: programmeId }])
    await bulkInsert(transaction, 'programme_edition', [
      {
        id: editionId(key),
        programmeId,
        version,
        ...columns,
        createdAt: '2026-03-02T17:00:00.000Z',
      },
    ])
  }
  await bulkInsert(
    transaction,
    'cohort',
    [world.cohorts.demo, world.cohorts.earlier, world.cohorts.masters].map(({ key, edition, ...cohort }) => ({
      ...cohort,
      id: cohortId(key),
      editionId: editionId(edition),
      createdAt: '2026-03-02T17:00:00.000Z',
    })),
  )
}
