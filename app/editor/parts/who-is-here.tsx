import { useEffect, useMemo, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { type Colleague, calmly, caretTone, colleaguesOf, hereWords } from '../live/who-is-here.ts'

/** Who else has this entry open: names beside their caret's colour, and a sentence now and then for listeners. */
export function WhoIsHere({ awareness, selfId }: { awareness: Awareness; selfId: string }) {
  const [colleagues, setColleagues] = useState<Colleague[]>([])
  const [said, setSaid] = useState('')
  const voice = useMemo(() => calmly(setSaid), [])
  const before = useRef('')

  useEffect(() => {
    const look = () => {
      const now = colleaguesOf(awareness, selfId)
      const sentence = hereWords(now)
      if (sentence === before.current) return
      if (before.current !== '' || now.length > 0) voice.tell(sentence)
      before.current = sentence
      setColleagues(now)
    }
    look()
    awareness.on('change', look)
    return () => {
      awareness.off('change', look)
      voice.stop()
    }
  }, [awareness, selfId, voice])

  return (
    <>
      <p className="page-here">
        {colleagues.map((colleague) => (
          <span
            key={colleague.personId}
            aria-hidden="true"
            className={`page-here-mark caret-tone-${caretTone(colleague.personId)}`}
          />
        ))}
        {hereWords(colleagues)}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
