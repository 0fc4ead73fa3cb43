import { Figure, SmallTable } from '#app/components/small-table.tsx'
import type { SystemPage } from '#server/operations/read-system.ts'
import { Facts } from './facts.tsx'

/** How long it takes until words are safe, over the last five minutes. */
export function Saving({ rows, upkeep }: { rows: SystemPage['saving']; upkeep: SystemPage['upkeep'] }) {
  return (
    <section aria-labelledby="saving">
      <h2 id="saving">Saving, in the last five minutes</h2>
      <SmallTable caption="How long saving takes" heads={['What', 'Times', 'Half within', '19 of 20 within']}>
        {rows.map(({ name, count, median, p95 }) => (
          <tr key={name}>
            <th scope="row" className="py-2 pr-4 text-left font-normal">
              {name}
            </th>
            <Figure>{count}</Figure>
            <Figure>{median}</Figure>
            <Figure>{p95}</Figure>
          </tr>
        ))}
      </SmallTable>
      <Facts facts={upkeep} />
    </section>
  )
}
