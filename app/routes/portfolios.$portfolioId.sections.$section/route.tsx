import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { FacetMarks } from '#app/components/contents-list.tsx'
import { RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { TeamNav } from '#app/components/team-nav.tsx'
import { fieldText, type Refused, signedIn } from '#app/http/signed-in.ts'
import { listed } from '#domain/in-words.ts'
import { dayInWords } from '#domain/when.ts'
import { archiveEntry, unarchiveEntry } from '#server/portfolios/archive-entry.ts'
import { createEntry } from '#server/portfolios/create-entry.ts'
import { hidePrompt } from '#server/portfolios/hide-prompt.ts'
import { moveEntry } from '#server/portfolios/move-entry.ts'
import { readSection } from '#server/portfolios/read-portfolio.ts'
import { setCover } from '#server/portfolios/set-cover.ts'
import { CoverChoice } from './cover-choice.tsx'
import { Archived, NewEntryForm, SectionEntries } from './entries.tsx'
import { Prompts } from './prompts.tsx'
import { SectionMargin } from './section-margin.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.section.title ?? 'Section'} · ${data?.teamName ?? ''} · Fieldfolio` },
]

export const loader = signedIn(({ actor, context, params }) =>
  readSection(context, actor, params.portfolioId!, params.section!),
)

export const action = signedIn(async ({ actor, context, params, form }) => {
  const portfolioId = params.portfolioId!
  const section = params.section!
  const entryId = fieldText(form, 'entryId')
  switch (fieldText(form, 'act')) {
    case 'open': {
      const entry = await createEntry(context, actor, { portfolioId, section, title: fieldText(form, 'title') })
      return redirect(`/entries/${entry.id}`)
    }
    case 'up':
    case 'down':
      await moveEntry(context, actor, { entryId, direction: fieldText(form, 'act') === 'up' ? 'up' : 'down' })
      break
    case 'archive':
      await archiveEntry(context, actor, { entryId })
      break
    case 'unarchive':
      await unarchiveEntry(context, actor, { entryId })
      break
    case 'cover':
      await setCover(context, actor, { portfolioId, evidenceId: fieldText(form, 'evidenceId') })
      break
    case 'hide':
    case 'show': {
      const hidden = fieldText(form, 'act') === 'hide'
      await hidePrompt(context, actor, { portfolioId, section, prompt: fieldText(form, 'prompt'), hidden })
      break
    }
  }
  return redirect(`/portfolios/${portfolioId}/sections/${section}`)
})

export default function SectionPage() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<Refused>()?.refusal
  const { section } = page
  const base = `/portfolios/${page.id}`
  return (
    <PageFrame
      title={section.title}
      above={
        <>
          <TeamNav teamId={page.teamId} teamName={page.teamName} portfolioId={page.id} />
          <p className="flex flex-wrap items-center gap-x-3">
            <span>Section {section.key}</span>
            {section.phaseTitles.length ? <span>Phase: {listed(section.phaseTitles)}</span> : null}
            <FacetMarks facets={section.facets} />
          </p>
        </>
      }
      lede={section.purpose}
      aside={<SectionMargin section={section} />}
    >
      <RefusalNotice refusal={refusal} />
      {section.reopened ? (
        <div className="mb-6 rounded-[10px] border border-care bg-care-soft px-4 py-3">
          <p>
            Changes are asked here{section.reopened.dueOn ? `, by ${dayInWords(section.reopened.dueOn)}` : ''}.{' '}
            {section.reopened.because}
          </p>
        </div>
      ) : null}
      <p className="mb-6 font-serif text-lg">{section.state.sentence}</p>
      <Prompts prompts={section.prompts} mayHide={page.mayWrite} />
      <SectionEntries entries={section.entries} mayWrite={page.mayWrite} personal={section.personal} me={page.me} />
      {page.mayWrite ? <NewEntryForm personal={section.personal} error={refusal?.fields?.title} /> : null}
      {page.cover ? <CoverChoice {...page.cover} portfolioId={page.id} /> : null}
      <Archived entries={page.archived} me={page.me} />
      <nav
        aria-label="Sections before and after"
        className="mt-12 flex flex-wrap justify-between gap-4 border-t border-hair pt-4"
      >
        {page.before ? (
          <Link to={`${base}/sections/${page.before.key}`} rel="prev">
            ← {page.before.title}
          </Link>
        ) : (
          <Link to={base}>← Contents</Link>
        )}
        {page.after ? (
          <Link to={`${base}/sections/${page.after.key}`} rel="next">
            {page.after.title} →
          </Link>
        ) : (
          <Link to={base}>Contents →</Link>
        )}
      </nav>
    </PageFrame>
  )
}
