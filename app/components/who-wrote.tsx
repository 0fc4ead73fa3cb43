import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { Select } from './field.tsx'
import { blockAt, blocksOf, wholeBlock } from './passages/passage.ts'

type Props = { entryId: string; reading: boolean }
type Choice = { id: string; words: string }

/**
 * Who wrote a passage: asked for, never shown by itself. The server finds the words. Who writes has a cursor in the
 * page; who reads has none, and chooses from a list, which follows what is selected on the page.
 */
export function WhoWrote({ entryId, reading }: Props) {
  const [words, setWords] = useState('')
  const [choices, setChoices] = useState<Choice[]>([])
  const [chosen, setChosen] = useState('')
  useEffect(() => {
    if (!reading) return
    setChoices(passages())
    const follow = () => {
      const id = blockOfSelection()
      if (id && passages().some((one) => one.id === id)) setChosen(id)
    }
    document.addEventListener('selectionchange', follow)
    return () => document.removeEventListener('selectionchange', follow)
  }, [reading])
  const ask = async () => {
    const block = (reading && (chosen || choices[0]?.id)) || blockOfSelection()
    const answer = await fetch(`/api/entries/${entryId}/wrote?block=${encodeURIComponent(block)}`)
      .then((response) => response.json())
      .catch(() => ({ words: 'The server did not answer. Try again in a moment.' }))
    setWords(answer.words ?? answer.error.message)
  }
  return (
    <div className="not-on-paper mt-2 grid gap-1">
      {choices.length > 0 ? (
        <Select
          label="Select words to ask who wrote them, or choose a passage"
          value={chosen || choices[0]?.id}
          // The page may show newer text than when this was drawn.
          onFocus={() => setChoices(passages())}
          onChange={(event) => setChosen(event.target.value)}
        >
          {choices.map(({ id, words: first }) => (
            <option key={id} value={id}>
              {first}
            </option>
          ))}
        </Select>
      ) : null}
      <Button type="button" look="quiet" className="justify-self-start" onClick={ask}>
        Who wrote this passage?
      </Button>
      <p role="status" className="whitespace-pre-line text-quiet">
        {words}
      </p>
    </div>
  )
}

/** Every passage with words of its own, by how it begins. */
function passages(): Choice[] {
  const page = document.querySelector<HTMLElement>('.page')
  return (page ? blocksOf(page) : []).flatMap((block) => {
    const words = (block.textContent ?? '').trim() && wholeBlock(block)?.quote
    return words
      ? [{ id: block.dataset.blockId ?? '', words: words.length > 70 ? `${words.slice(0, 69)}…` : words }]
      : []
  })
}

function blockOfSelection(): string {
  const block = blockAt(getSelection()?.anchorNode ?? null)
  return (block?.closest('.page') && block.dataset.blockId) || ''
}
