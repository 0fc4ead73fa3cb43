import type { DecisionView } from '#server/reviews/decision-view.ts'

/** The levels that the readers stand by together, and what the pass rule makes of them. */
export function AgreedLevels({ view }: { view: DecisionView }) {
  const { levels, levelNames, judged, bar } = view
  return (
    <section>
      <h2>Agreed levels</h2>
      <table className="mt-3 w-full text-left">
        <caption className="sr-only">One level for each criterion, as both readers agreed</caption>
        <thead className="border-b border-line text-sm text-quiet">
          <tr>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Criterion
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Level
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-hair">
          {levels.map(({ key, title, level, sentence }) => (
            <tr key={key} className="align-top">
              <th scope="row" className="py-2 pr-4 font-normal">
                <span className="mr-2 text-quiet">{key}</span>
                {title}
                <span className="block max-w-[56ch] font-serif text-quiet">{sentence}</span>
              </th>
              <td className="py-2 whitespace-nowrap">{level ? `${level} ${levelNames[level - 1]}` : 'open'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {judged ? (
        <p className="mt-3 text-quiet">
          Weighted sum: {judged.total} of 400; the bar is {bar}.
        </p>
      ) : null}
    </section>
  )
}
