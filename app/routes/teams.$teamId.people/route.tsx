import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Notice, RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { TeamNav } from '#app/components/team-nav.tsx'
import { fieldText, type Refused, signedIn } from '#app/http/signed-in.ts'
import { addMember } from '#server/teams/add-member.ts'
import { assignMentorByEmail, endMentorAssignment } from '#server/teams/assign-mentor.ts'
import { confirmAccess } from '#server/teams/confirm-access.ts'
import { endMembership } from '#server/teams/end-membership.ts'
import { nameChampion } from '#server/teams/name-champion.ts'
import { readPeople } from '#server/teams/read-people.ts'
import { setRhythm } from '#server/teams/set-rhythm.ts'
import { setSites } from '#server/teams/set-sites.ts'
import { Champions, Support } from './around-the-team.tsx'
import { PlaceAndRhythm } from './place-and-rhythm.tsx'
import { Roster } from './roster.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `People of ${data?.team.name ?? 'a team'} · Fieldfolio` },
]

export const loader = signedIn(({ actor, context, params }) => readPeople(context, actor, params.teamId!))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const teamId = params.teamId!
  const text = (name: string) => fieldText(form, name)
  switch (text('act')) {
    case 'add':
      await addMember(context, actor, { teamId, email: text('email'), title: text('title') })
      break
    case 'end':
      await endMembership(context, actor, { teamId, membershipId: text('membershipId'), endedOn: text('endedOn') })
      break
    case 'champion':
      await nameChampion(context, actor, {
        teamId,
        email: text('email'),
        title: text('title'),
        organisation: text('organisation'),
        level: text('level'),
      })
      break
    case 'confirm':
      await confirmAccess(context, actor, { teamId, statement: text('statement') })
      break
    case 'mentor':
    case 'coach': {
      const kind = text('act') === 'coach' ? 'coach' : 'mentor'
      await assignMentorByEmail(context, actor, { teamId, email: text('email'), kind })
      break
    }
    case 'end-support':
      await endMentorAssignment(context, actor, { teamId, assignmentId: text('assignmentId') })
      break
    case 'sites':
      await setSites(context, actor, {
        teamId,
        siteIds: form.getAll('siteId').map(String),
        mainSiteId: text('mainSiteId'),
      })
      break
    case 'rhythm':
      await setRhythm(context, actor, { teamId, rhythm: text('rhythm') })
      break
  }
  return redirect(`/teams/${teamId}/people`)
})

export default function PeoplePage() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<Refused>()?.refusal
  return (
    <PageFrame
      title="People"
      above={<TeamNav teamId={page.team.id} teamName={page.team.name} portfolioId={page.team.portfolioId} />}
      lede="Everybody in the team writes with equal rights, whatever their title. Who leaves keeps credit for what they wrote."
    >
      <div className="grid max-w-[52rem] gap-10">
        <RefusalNotice refusal={refusal} />
        {page.concern ? <Notice tone="care">{page.concern}</Notice> : null}
        <Roster page={page} />
        <Champions page={page} />
        <Support page={page} />
        <PlaceAndRhythm page={page} />
      </div>
    </PageFrame>
  )
}
