import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { districtOf } from './load-people.ts'
import { siteElementId, type World } from './read-world.ts'

export async function loadPlaces({ transaction }: Rows, world: World): Promise<void> {
  const { counties, districts, clusters, sites } = world.places
  const county = (key?: string) => (key ? demoId(`county/${key}`) : null)
  const district = (key?: string) => (key ? demoId(`district/${key}`) : null)
  await bulkInsert(
    transaction,
    'county',
    counties.map(({ key, name }) => ({ id: county(key)!, name })),
  )
  await bulkInsert(
    transaction,
    'district',
    districts.map((one) => ({ id: district(one.key)!, countyId: county(one.county)!, name: one.name })),
  )
  await bulkInsert(
    transaction,
    'cluster',
    clusters.map((one) => ({
      id: demoId(`cluster/${one.key}`),
      name: one.name,
      countyId: county(one.county),
      districtId: district(one.district),
    })),
  )
  await bulkInsert(
    transaction,
    'site',
    sites.map((one) => ({ id: demoId(`site/${one.key}`), districtId: district(one.district)!, name: one.name })),
  )
  await bulkInsert(
    transaction,
    'site_element',
    sites.flatMap((site) =>
      site.elements.map((element, position) => ({
        id: siteElementId(site.key, position),
        siteId: demoId(`site/${site.key}`),
        kind: element.kind,
        name: element.name,
        position,
      })),
    ),
  )
  await bulkInsert(
    transaction,
    'person_district',
    world.people.flatMap((person) => {
      const key = districtOf(person, world)
      return key ? [{ personId: person.id, districtId: district(key)! }] : []
    }),
  )
}
