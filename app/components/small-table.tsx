import type { ReactNode } from 'react'

/** A table of few columns: words on the left, figures on the right, hairlines between. */
export function SmallTable({ caption, heads, children }: { caption: string; heads: string[]; children: ReactNode }) {
  return (
    <table className="mt-3 w-full">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-b border-line text-sm text-quiet">
        <tr>
          {heads.map((head, place) => (
            <th
              key={head}
              scope="col"
              className={`py-1.5 font-medium ${place === 0 ? 'pr-4 text-left' : 'pl-4 text-right'}`}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-hair align-top">{children}</tbody>
    </table>
  )
}

/** A figure of such a table. */
export function Figure({ children }: { children: ReactNode }) {
  return <td className="py-2 pl-4 text-right whitespace-nowrap">{children}</td>
}
