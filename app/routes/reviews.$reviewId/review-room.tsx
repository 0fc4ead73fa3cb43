import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { appendPassage, findBlockElement, type Passage, wholeBlock } from '#app/components/passages/passage.ts'
import type { ReviewRoom as Room } from '#server/reviews/review-room.ts'
import { CriterionCard } from './criterion-card.tsx'
import { FeedbackForm } from './feedback-form.tsx'
import { FrozenPage } from './frozen-page.tsx'
import { HandIn } from './hand-in.tsx'
import { MarginNotes } from './margin-notes.tsx'
import { PointerBar } from './pointer-bar.tsx'
import { ChangeList, ReadingPath } from './reading-path.tsx'
import { RegionMarks } from './region-marks.tsx'
import { useMarks } from './use-marks.ts'
import { usePassage } from './use-passage.ts'
import { type SaveState, useSheet } from './use-sheet.ts'

const saveWords: Record<SaveState, string> = {
  kept: 'Everything is kept.',
  saving: 'Keeping…',
  waiting: 'Not kept yet: no connection. It is sent again by itself; leave this page open.',
  refused: 'The last change was not taken.',
}

/** Frozen portfolio in the middle, notes in its margin, rubric at the side. */
export function ReviewRoom({ room }: { room: Room }) {
  const { writing, levelNames } = room
  const page = useRef<HTMLElement>(null)
  const { sheet, saveState, refusal, send } = useSheet(room.reviewId, room.sheet)
  const first = room.sheet.criteria.find((one) => one.missing) ?? room.sheet.criteria[0]
  const [openKey, setOpenKey] = useState(first?.key ?? '')
  const [noteAsked, setNoteAsked] = useState(0)
  const [said, setSaid] = useState('')
  const [part, setPart] = useState<Passage | null>(null)
  const pointing = usePassage(page, writing)
  const parts = useMemo(() => partsOf(room), [room])
  const passage = useMemo(
    () => named(part && part.blockId === pointing.passage?.blockId ? part : pointing.passage, parts),
    [part, pointing.passage, parts],
  )
  const criterion = scored(sheet, openKey)
  useMarks(page, sheet, passage, openKey)
  const { clear } = pointing
  const framed = useMemo(() => (passage?.region ? [...sheet.notes, passage] : sheet.notes), [sheet.notes, passage])

  const cite = useCallback(
    async (cited: Passage, key: string) => {
      const form = new FormData()
      form.set('act', 'cite')
      form.set('criterion', key)
      appendPassage(form, cited)
      if (!(await send(form))) return
      setSaid(`Cited for ${key}.`)
      document.getSelection()?.removeAllRanges()
      clear()
    },
    [send, clear],
  )

  useEffect(() => {
    if (!writing) return
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = openCard() ?? openKey
      if (/^[1-4]$/.test(event.key) && chooseLevel(key, event.key)) {
        event.preventDefault()
        setSaid(`${key}: ${event.key} ${levelNames[Number(event.key) - 1]}.`)
      } else if (event.key === 'c' && passage && scored(sheet, key)) void cite(passage, key)
      else if (event.key === 'n' && passage) {
        event.preventDefault()
        setNoteAsked((asked) => asked + 1)
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [writing, openKey, passage, sheet, cite, levelNames])

  const show = (entryId: string, blockId: string) => {
    const block = page.current && findBlockElement(page.current, { entryId, blockId })
    block?.scrollIntoView({ block: 'center' })
    block?.focus({ preventScroll: true })
  }
  const done = sheet.criteria.filter((one) => !one.missing).length

  return (
    <div className="gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="min-w-0">
        <ReadingPath path={room.path} minutes={room.minutes} sections={room.sections} />
        <ChangeList changes={room.changes} number={room.number} />
        {writing ? (
          <p className="mt-4 mb-8 text-sm text-quiet">
            Select words, a diagram part or a piece of a picture to cite it. With the keyboard: <kbd>↑</kbd>{' '}
            <kbd>↓</kbd> walk through the passages, <kbd>C</kbd> cites for the open criterion, <kbd>N</kbd> writes a
            note, <kbd>1</kbd>–<kbd>4</kbd> choose its level.
          </p>
        ) : (
          <div className="mb-8" />
        )}
        <div className="relative">
          <FrozenPage
            ref={page}
            sections={room.sections}
            earlier={room.number - 1}
            margin={(entry) => (
              <MarginNotes
                notes={sheet.notes.filter((note) => note.entryId === entry.entryId)}
                onWithdraw={
                  writing
                    ? (note) => {
                        const form = new FormData()
                        form.set('act', 'withdraw-note')
                        form.set('annotationId', note.id)
                        void send(form)
                      }
                    : null
                }
              />
            )}
          />
          <RegionMarks page={page} places={framed} />
          {writing ? (
            <PointerBar
              {...pointing}
              passage={passage}
              criterion={criterion}
              noteAsked={noteAsked}
              onCite={(cited) => void cite(cited, openKey)}
              onNote={send}
              parts={(at) => parts.get(at.blockId) ?? []}
              onPart={(at, partId) => setPart(withPart(page.current, at, partId))}
            />
          ) : null}
        </div>
      </div>
      <a
        href="#your-review"
        className="not-on-paper fixed inset-x-0 bottom-0 z-10 flex min-h-12 items-center justify-between gap-4 border-t border-hair bg-raised px-4 py-2 text-sm no-underline lg:hidden"
      >
        <span className="font-medium">Your review</span>
        <span className="text-quiet">
          {done} of {sheet.criteria.length} complete
        </span>
      </a>
      <aside aria-label="Your review" id="your-review" className="mt-10 scroll-mt-4 lg:mt-0">
        <div className="lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto lg:pr-2">
          <h2>Your review</h2>
          <p className="mt-1 text-sm text-quiet">
            {done} of {sheet.criteria.length} criteria are complete.
          </p>
          <p role="status" className="text-sm text-quiet">
            {writing ? saveWords[saveState] : 'Handed in; it stays as it is.'} {refusal}
          </p>
          <p aria-live="polite" className="sr-only">
            {said}
          </p>
          <div className="mt-3 border-t border-hair">
            {sheet.criteria.map((one) => (
              <CriterionCard
                key={one.key}
                criterion={one}
                levelNames={levelNames}
                open={one.key === openKey}
                onOpen={() => setOpenKey(one.key)}
                writing={writing}
                send={send}
                onShow={show}
              />
            ))}
          </div>
          <section id="words-to-the-team" className="mt-6 scroll-mt-4">
            <h2 className="mb-3 text-lg">Words to the team</h2>
            <FeedbackForm sheet={sheet} writing={writing} send={send} />
          </section>
          <div className="mt-6 pb-4">
            <HandIn sheet={sheet} writing={writing} onGo={setOpenKey} />
          </div>
        </div>
      </aside>
    </div>
  )
}

/** The criterion that is scored under this key; one that stands from the submission before is not. */
const scored = ({ criteria }: Room['sheet'], key: string) =>
  criteria.find((one) => one.key === key && !one.carried) ?? null

/** The open card as it stands on the page: it tells that it was opened a moment later, and a key may come before. */
const openCard = (): string | undefined => document.querySelector('details[name=criterion][open]')?.id

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('textarea, select, [contenteditable], input:not([type=radio])') !== null

/** Presses the radio of a level, so that a key and a click take the same way. */
function chooseLevel(criterion: string, level: string): boolean {
  const radio = document.querySelector<HTMLInputElement>(`#${criterion} input[name=level][value="${level}"]`)
  if (!radio || radio.closest('fieldset')?.disabled) return false
  radio.click()
  return true
}

type Parts = Map<string, { id: string; words: string }[]>

/** The parts of every diagram by its block, with the words they carry. */
const partsOf = (room: Room): Parts =>
  new Map(room.sections.flatMap((section) => section.entries.flatMap((entry) => Object.entries(entry.parts))))

/** A part is quoted by its own words, not by the diagram's. */
function named(passage: Passage | null, parts: Parts): Passage | null {
  const words = passage?.partId && parts.get(passage.blockId)?.find((one) => one.id === passage.partId)?.words
  return passage && words ? { ...passage, quote: words } : passage
}

function withPart(page: HTMLElement | null, at: Passage, partId: string): Passage | null {
  const block = page && findBlockElement(page, at)
  return block ? wholeBlock(block, partId || null) : null
}
