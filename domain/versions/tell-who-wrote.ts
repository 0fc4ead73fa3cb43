import { listed } from '../in-words.ts'

export type ToldRun = { text: string; person: { name: string } | null }

/** The most runs that are told one by one. */
const mostRuns = 20

/** Who wrote a passage, in words: everybody first, then, where they are several, run by run. */
export function tellWhoWrote(runs: readonly ToldRun[], people: readonly { name: string }[]): string {
  const written = runs.filter((run) => run.text.trim() !== '')
  if (written.length === 0) return 'Nobody has written here yet.'
  const template = written.some((run) => run.person === null)
  const who = listed([...people.map((one) => one.name), ...(template ? ['the template'] : [])])
  if (written.length === 1) return `“${shortened(written[0]!.text)}”: written by ${who}.`
  const told = written
    .slice(0, mostRuns)
    .map((run) => `“${shortened(run.text)}”: ${run.person?.name ?? 'the template'}`)
  return [`Written by ${who}.`, ...told, ...(written.length > mostRuns ? ['…'] : [])].join('\n')
}

function shortened(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 70 ? `${words.slice(0, 69)}…` : words
}
