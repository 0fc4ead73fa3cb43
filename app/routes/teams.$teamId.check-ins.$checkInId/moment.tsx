import { Form, useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { TextArea } from '#app/components/field.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { checkInWordsLength, minutesNeeded } from '#domain/team/check-in.ts'
import type { CheckInView } from '#server/teams/check-in/show-check-in.ts'

/** What this moment asks of this person, and the one act that passes it on. */
export function Moment({ view }: { view: CheckInView }) {
  const { state } = view.moment
  if (state === 'gathering')
    return view.me ? (
      <Stage words="Wait until everybody has come, then ring the bell.">
        <PassOn view={view} words="Ring the bell" />
        <p className="text-sm text-quiet">
          About {minutesNeeded(view.people.length, view.minutesPerPerson)} minutes with everybody who is here.
        </p>
      </Stage>
    ) : (
      <Join />
    )
  if (state === 'silence')
    return (
      <Stage words={view.question}>
        <TimeLeft seconds={view.secondsLeft ?? 0} over="The silence is over, when you are ready." />
        {view.me ? <PassOn view={view} words="Begin the ring" /> : <Join />}
      </Stage>
    )
  if (state === 'ring') return view.myTurn ? <MyTurn view={view} /> : <Listening view={view} />
  if (state === 'after')
    return view.me ? (
      <Stage words="When everybody has chosen, end it. Words that nobody chose for are forgotten.">
        <PassOn view={view} words="End the check-in" />
      </Stage>
    ) : null
  return (
    <Stage words="What stays is that it happened, and who was here.">
      <VisibleTo who="the team, its mentor and the programme: who was here. Words only as each chose." />
    </Stage>
  )
}

function Stage({ words, children }: { words: string; children: React.ReactNode }) {
  return (
    <div className="grid justify-items-center gap-4 text-center">
      <p className="max-w-[46ch] font-serif text-lg leading-relaxed">{words}</p>
      {children}
    </div>
  )
}

function Join() {
  return (
    <Form method="post" className="grid justify-items-center gap-2 text-center">
      <Button look="act" name="act" value="join">
        Take a place in the circle
      </Button>
      <p className="text-sm text-quiet">You may always pass; being here is enough.</p>
    </Form>
  )
}

function Seen({ view }: { view: CheckInView }) {
  return (
    <>
      <input type="hidden" name="state" value={view.moment.state} />
      <input type="hidden" name="turnOfId" value={view.moment.turnOfId ?? ''} />
    </>
  )
}

function PassOn({ view, words }: { view: CheckInView; words: string }) {
  return (
    <Form method="post">
      <Seen view={view} />
      <Button look="act" name="act" value="pass">
        {words}
      </Button>
    </Form>
  )
}

/** Keeps words while they are typed, so that nobody who passes the ring on takes them away. */
function useKeptWords() {
  const { submit } = useFetcher()
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    keep: (words: string) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => submit({ act: 'words', quietly: '1', words }, { method: 'post' }), 1200)
    },
    stop: () => clearTimeout(timer.current),
  }
}

function MyTurn({ view }: { view: CheckInView }) {
  const { keep, stop } = useKeptWords()
  return (
    <Form
      method="post"
      onSubmit={stop}
      className="grid gap-4 rounded-[14px] border border-relations bg-raised p-5 sm:p-7"
    >
      <Seen view={view} />
      <p className="font-serif text-lg">The ring is with you. Speak, or write, or keep the silence.</p>
      <TimeLeft seconds={view.secondsLeft ?? 0} over="Take the time you need to finish." />
      <TextArea
        label="Your words, if you like to write them"
        name="words"
        defaultValue={view.me?.words}
        maxLength={checkInWordsLength}
        onChange={(event) => keep(event.currentTarget.value)}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <VisibleTo who="only you" />
        <Button look="act" name="act" value="pass">
          Pass the ring on
        </Button>
      </div>
    </Form>
  )
}

function Listening({ view }: { view: CheckInView }) {
  const holder = view.people.find((person) => person.holdsRing)
  return (
    <Stage words={`${holder?.givenName ?? 'Somebody'} holds the ring. Listen; there is nothing to answer.`}>
      <TimeLeft seconds={view.secondsLeft ?? 0} over="" />
      {view.me ? (
        <Form method="post">
          <Seen view={view} />
          <Button look="quiet" name="act" value="pass">
            {holder?.givenName ?? 'This person'} is away: pass the ring on
          </Button>
        </Form>
      ) : null}
    </Stage>
  )
}

/** Time left, in calm words: it never ends anything by itself. */
function TimeLeft({ seconds, over }: { seconds: number; over: string }) {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const end = Date.now() + seconds * 1000
    const timer = setInterval(() => setLeft(Math.max(0, Math.round((end - Date.now()) / 1000))), 1000)
    return () => clearInterval(timer)
  }, [seconds])
  if (left === 0) return over ? <p className="text-quiet">{over}</p> : null
  return (
    <p className="font-serif text-2xl text-quiet tabular-nums" aria-hidden="true">
      {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
    </p>
  )
}
