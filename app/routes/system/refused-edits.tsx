import { Figure, SmallTable } from '#app/components/small-table.tsx'
import type { SystemPage } from '#server/operations/read-system.ts'

/** Edits that were not taken since the start, and what each reason means. */
export function RefusedEdits({ rows }: { rows: SystemPage['refused'] }) {
  return (
    <section aria-labelledby="refused">
      <h2 id="refused">Refused edits</h2>
      {rows.length === 0 ? (
        <p className="mt-2 font-serif">No edit was refused since this server started.</p>
      ) : (
        <SmallTable caption="Refused edits since this server started, by reason" heads={['Edits', 'Refused']}>
          {rows.map(({ words, meaning, count }) => (
            <tr key={words}>
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                {words}
                <span className="block max-w-[60ch] font-serif text-quiet">{meaning}</span>
              </th>
              <Figure>{count}</Figure>
            </tr>
          ))}
        </SmallTable>
      )}
    </section>
  )
}
