import type { MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { Empty, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { TeamNav } from '#app/components/team-nav.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { addLink, addNote } from '#server/evidence/add-words.ts'
import { readEvidenceSheet } from '#server/evidence/read-evidence-sheet.ts'
import { AddWords } from './add-words.tsx'
import { BringFiles } from './bring-files.tsx'
import { ContactSheet } from './contact-sheet.tsx'
import { WaitingList } from './waiting-list.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Evidence of ${data?.sheet.teamName ?? 'a team'} · Fieldfolio` },
]

export const loader = signedIn(async ({ actor, context, params, url }) => ({
  sheet: await readEvidenceSheet(context, actor, params.portfolioId ?? ''),
  order: url.searchParams.get('by') === 'day' ? ('day' as const) : ('place' as const),
}))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const given = {
    portfolioId: params.portfolioId ?? '',
    title: fieldText(form, 'title'),
    siteElementId: fieldText(form, 'siteElementId'),
    takenOn: fieldText(form, 'takenOn'),
  }
  if (fieldText(form, 'act') === 'link') await addLink(context, actor, { ...given, link: fieldText(form, 'link') })
  else await addNote(context, actor, { ...given, note: fieldText(form, 'note') })
  return redirect(`/portfolios/${given.portfolioId}/evidence`)
})

export default function Evidence() {
  const { sheet, order } = useLoaderData<typeof loader>()
  const refusal = (useActionData<typeof action>() as { refusal?: RefusalWords } | undefined)?.refusal
  const { revalidate } = useRevalidator()
  const { pieces, mayWrite } = sheet
  const waiting = pieces.filter((piece) =>
    piece.state !== 'ready' ? piece.state !== 'withdrawn' : piece.questions.length > 0,
  )
  const sorted = pieces.filter((piece) => !waiting.includes(piece))
  return (
    <PageFrame
      title="Evidence"
      above={<TeamNav teamId={sheet.teamId} teamName={sheet.teamName} portfolioId={sheet.portfolioId} />}
      lede="What you saw, heard and made at your site, kept in one place and used where you write."
      width="wide"
    >
      <VisibleTo
        who={
          mayWrite
            ? 'your team, your mentor and program staff until consent is in order'
            : 'you, and everybody inside this team'
        }
      />
      <div className="mt-6 grid gap-12">
        {mayWrite ? (
          <div className="grid gap-6">
            <RefusalNotice refusal={refusal} />
            <BringFiles sheet={sheet} onEnd={revalidate} />
            <AddWords places={sheet.places} today={sheet.today} fields={refusal?.fields} />
          </div>
        ) : null}
        {waiting.length > 0 ? <WaitingList pieces={waiting} /> : null}
        {pieces.length === 0 ? (
          <Empty title="Nothing here yet">
            {mayWrite
              ? 'Begin with one thing that anybody could have seen: a photo of the door people come through, the sheet they sign, a sentence somebody said.'
              : 'The team has not brought anything yet.'}
          </Empty>
        ) : null}
        {sorted.length > 0 ? <ContactSheet pieces={sorted} order={order} places={sheet.places} /> : null}
        {mayWrite ? <p className="text-sm text-quiet">Your files take {sheet.room}.</p> : null}
      </div>
    </PageFrame>
  )
}
