import type { ReactNode } from 'react'
import { listed } from '#domain/in-words.ts'
import type { WhoWrote as Answer } from '#server/versions/read-who-wrote.ts'

const howTo = 'Put the cursor into a passage, or select some of its words, then ask.'

/** Asks the server who wrote a block, and says it in words. Loaded when somebody asks. */
export async function whoWroteAnswer(entryId: string, block: string | undefined): Promise<ReactNode> {
  if (!block) return howTo
  const response = await fetch(`/api/entries/${entryId}/wrote?block=${encodeURIComponent(block)}`).catch(
    () => undefined,
  )
  if (response?.ok) return <Told answer={await response.json()} />
  if (response?.status === 404) return `That passage is not there any more. ${howTo}`
  return 'The server did not answer. Try again in a moment.'
}

/** Who wrote each run of a passage: names, no amounts. */
function Told({ answer: { runs, people } }: { answer: Answer }) {
  if (runs.length === 0) return <p>Nobody has written here yet.</p>
  const template = runs.some((run) => run.person === null)
  const who = listed([...people.map((one) => one.name), ...(template ? ['the template'] : [])])
  if (runs.length === 1) return <p>{`“${shortened(runs[0]!.text)}”: written by ${who}.`}</p>
  return (
    <>
      <p>{`Written by ${who}.`}</p>
      <ul className="mt-1 grid gap-1">
        {runs
          .filter((run) => run.text.trim() !== '')
          .slice(0, 20)
          .map((run, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no name of their own and never change places
            <li key={n}>{`“${shortened(run.text)}”: ${run.person?.name ?? 'the template'}`}</li>
          ))}
      </ul>
    </>
  )
}

function shortened(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 70 ? `${words.slice(0, 69)}…` : words
}
