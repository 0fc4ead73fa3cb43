/**
 * Words of this person that only this device has, and that this page will not send: those of a page that may only be
 * read now, of an older epoch, or refused. They stay until the person lets go of them.
 */
import { Suspense, useEffect, useState } from 'react'
import { copiesOf } from '#app/device/copies.ts'
import type { Kept } from '../live/read-kept.ts'
import { UnsentWords } from './unsent-words-later.tsx'

type Props = {
  personId: string
  documentId: string
  /** The copy that this page itself takes up and sends. */
  except?: string
  /** This copy alone. */
  only?: string
}

export function KeptWords({ personId, documentId, except, only }: Props) {
  const [kept, setKept] = useState<Kept[]>([])
  useEffect(() => {
    let gone = false
    const look = async () => {
      const copies = (await copiesOf(personId)).filter(
        (copy) =>
          copy.documentId === documentId &&
          copy.changes > 0 &&
          copy.name !== except &&
          (only ?? copy.name) === copy.name,
      )
      if (copies.length === 0 || gone) return
      const { readKept } = await import('../live/read-kept.ts')
      const found = await Promise.all(copies.map(readKept))
      if (!gone) setKept(found)
    }
    void look().catch(() => {}) // They stay where they are.
    return () => {
      gone = true
    }
  }, [personId, documentId, except, only])
  return kept.map((one) => (
    <div key={one.name} className="page-stopped">
      <Suspense>
        <UnsentWords
          words={one.words}
          changes={one.changes}
          title={one.title}
          onLetGo={async () => {
            await one.letGo()
            setKept((all) => all.filter((other) => other !== one))
          }}
        />
      </Suspense>
    </div>
  ))
}
