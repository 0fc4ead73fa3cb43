import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { type AttendanceStatus, attendanceStatuses, rollOf, teamPresence } from '#domain/programme/attendance.ts'
import type { RollTeam } from '#server/events/read-roll.ts'

export const statusWords: Record<AttendanceStatus, string> = {
  present: 'Here',
  late: 'Late',
  missed: 'Missed',
  excused: 'Excused',
}
const presenceWords = { full: 'in full', partly: 'partly here', missed: 'missed', excused: 'excused' }
type Said = Record<string, AttendanceStatus | null>

/** Tap a team, then whoever was not there. Ten teams take a minute; what is not said stays open. */
export function RollForm({ teams, day }: { teams: RollTeam[]; day: number }) {
  const everybody = teams.flatMap((team) => team.people)
  const [said, setSaid] = useState<Said>(
    Object.fromEntries(everybody.map((person) => [person.personId, person.status])),
  )
  const busy = useNavigation().state !== 'idle'
  const open = everybody.filter((person) => !said[person.personId]).length
  const markHere = (people: { personId: string }[]) =>
    setSaid((before) => ({
      ...before,
      ...Object.fromEntries(people.map(({ personId }) => [personId, before[personId] ?? 'present'])),
    }))
  return (
    <Form method="post" className="grid gap-6">
      <input type="hidden" name="day" value={day} />
      <div>
        <Button type="button" onClick={() => markHere(everybody)} disabled={open === 0}>
          Everybody else was here
        </Button>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        {teams.map((team) => (
          <Team key={team.teamId} team={team} said={said} onSay={setSaid} onAllHere={() => markHere(team.people)} />
        ))}
      </div>
      <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-4 border-t border-hair bg-paper px-4 py-3 sm:mx-0 sm:px-0">
        <Button look="act" disabled={busy}>
          {busy ? 'Saving…' : 'Save the roll'}
        </Button>
        <p aria-live="polite" className="text-sm text-quiet">
          {open === 0 ? 'Everybody has a word.' : `${everybody.length - open} of ${everybody.length} have a word.`}
        </p>
      </div>
    </Form>
  )
}

function Team({
  team,
  said,
  onSay,
  onAllHere,
}: {
  team: RollTeam
  said: Said
  onSay: (change: (before: Said) => Said) => void
  onAllHere: () => void
}) {
  const anySaid = team.people.some((person) => said[person.personId])
  const rows = team.people.flatMap(({ personId }) => {
    const status = said[personId]
    return status ? [{ eventId: '', personId, day: 1, status }] : []
  })
  const presence = teamPresence(
    rollOf(rows),
    '',
    team.people.map((person) => person.personId),
  )
  return (
    <section aria-label={team.name} className="rounded-[10px] border border-hair bg-raised px-4 pt-3 pb-2">
      <div className="flex items-center justify-between gap-3">
        <h3>
          {team.name}
          <span className="font-sans text-sm font-normal text-quiet">
            {anySaid ? `, ${presenceWords[presence]}` : ''}
          </span>
        </h3>
        {team.people.map((person) => (
          <input key={person.personId} type="hidden" name={`member-of-${team.teamId}`} value={person.personId} />
        ))}
        <Button
          look="quiet"
          name="all-of"
          value={team.teamId}
          className="text-sm"
          aria-label={`All here: ${team.name}`}
          onClick={(event) => {
            event.preventDefault()
            onAllHere()
          }}
        >
          All here
        </Button>
      </div>
      <ul className="mt-1 divide-y divide-hair">
        {team.people.map((person) => (
          <li key={person.personId} className="py-1.5">
            <fieldset className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <legend className="float-left min-w-0 grow pr-2">{person.name}</legend>
              <div className="flex gap-1">
                {attendanceStatuses.map((status) => (
                  <label key={status} className="cursor-pointer">
                    <input
                      type="radio"
                      name={`person-${person.personId}`}
                      value={status}
                      checked={said[person.personId] === status}
                      onChange={() => onSay((before) => ({ ...before, [person.personId]: status }))}
                      className="peer sr-only"
                    />
                    <span className="inline-flex min-h-8 items-center rounded-[8px] border border-hair px-2 text-sm text-quiet peer-checked:border-accent peer-checked:bg-accent-soft peer-checked:font-medium peer-checked:text-ink peer-focus-visible:outline-2 peer-focus-visible:outline-accent peer-focus-visible:outline-offset-1 hover:border-line">
                      {statusWords[status]}
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          </li>
        ))}
      </ul>
    </section>
  )
}
