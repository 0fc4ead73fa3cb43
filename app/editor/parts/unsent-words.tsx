/** Words that only this device has and that cannot be sent any more: to read, copy, take along, and let go of. */
import { useState } from 'react'
import { Button } from '#app/components/button.tsx'

type Props = {
  words: string
  changes: number
  /** Where they were written, for the name of the file. */
  title: string
  onLetGo: () => Promise<void>
}

export default function UnsentWords({ words, changes, title, onLetGo }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(words)
    setCopied(true)
  }
  const download = () => {
    const address = URL.createObjectURL(new Blob([`${words}\n`], { type: 'text/plain;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${title.replace(/[^\p{L}\p{N} ]/gu, '').trim() || 'Entry'} - unsaved words.txt`
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  return (
    <section className="unsent" aria-labelledby="unsent-title">
      <h2 id="unsent-title">{words === '' ? 'Changes that were not saved' : 'Your words that were not saved'}</h2>
      {words === '' ? (
        <p>
          {changes === 1 ? 'One change' : `${changes} changes`} of layout, or of words that were taken away, did not
          reach the server. There is no new text among them.
        </p>
      ) : (
        <>
          <p>Only this device has them; the rest of the page is with your team.</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by the keyboard */}
          <section className="unsent-text" tabIndex={0} aria-labelledby="unsent-title">
            {words}
          </section>
        </>
      )}
      <p className="page-stopped-acts">
        {words === '' ? null : (
          <>
            <Button type="button" onClick={copy}>
              {copied ? 'Copied' : 'Copy the words'}
            </Button>
            <Button type="button" onClick={download}>
              Download as text
            </Button>
          </>
        )}
        <Button type="button" look="quiet" onClick={() => void onLetGo()}>
          Remove them from this device
        </Button>
      </p>
    </section>
  )
}
