import { type OfferedBlock, offeredBlocks } from '#domain/portfolio/offered-blocks.ts'

type Section = { blocks: OfferedBlock[]; evidence: string[]; readyChecks: string[]; required: boolean }

/** What the programme offers and hopes for here, beside the section's pages. */
export function SectionMargin({ section }: { section: Section }) {
  return (
    <div className="grid gap-7 text-sm">
      {section.evidence.length > 0 ? <Words title="A reader hopes to find" words={section.evidence} /> : null}
      {section.readyChecks.length > 0 ? <Words title="The ready check will ask" words={section.readyChecks} /> : null}
      <section>
        <h2 className="text-lg">Tools that help here</h2>
        <p className="mt-1 text-quiet">{section.blocks.map((block) => offeredBlocks[block]).join(', ')}.</p>
      </section>
      {section.required ? null : <p className="text-quiet">You may leave this section empty.</p>}
    </div>
  )
}

function Words({ title, words }: { title: string; words: string[] }) {
  return (
    <section>
      <h2 className="text-lg">{title}</h2>
      <ul className="mt-1 grid gap-1.5 text-quiet">
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )
}
