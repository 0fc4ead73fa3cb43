import type { Place } from '#server/evidence/read-evidence-sheet.ts'

/** The parts of the team's sites as options; the site is named when there are several. */
export function PlaceOptions({ places }: { places: Place[] }) {
  const sites = [...new Set(places.map(({ siteName }) => siteName))]
  if (sites.length < 2)
    return places.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))
  return sites.map((site) => (
    <optgroup key={site} label={site}>
      {places
        .filter(({ siteName }) => siteName === site)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </optgroup>
  ))
}
