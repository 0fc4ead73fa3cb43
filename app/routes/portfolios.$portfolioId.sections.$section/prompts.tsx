import { Form } from '@remix-run/react'
import { Brain, Hand, Heart } from 'lucide-react'

type Prompt = { key: string; register: 'head' | 'heart' | 'hand'; words: string; hidden: boolean }

const registers = {
  head: { Icon: Brain, word: 'Head' },
  heart: { Icon: Heart, word: 'Heart' },
  hand: { Icon: Hand, word: 'Hand' },
}

/** Questions to begin from. A team hides those that do not help; they are never deleted. */
export function Prompts({ prompts, mayHide }: { prompts: Prompt[]; mayHide: boolean }) {
  const shown = prompts.filter((prompt) => !prompt.hidden)
  const hidden = prompts.filter((prompt) => prompt.hidden)
  return (
    <section aria-labelledby="prompts" className="mb-9">
      <h2 id="prompts" className="text-lg">
        Questions to begin from
      </h2>
      <ul className="mt-2 grid gap-3">
        {shown.map((prompt) => {
          const { Icon, word } = registers[prompt.register]
          return (
            <li key={prompt.key} className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-2">
              <span className="inline-flex items-center gap-1.5 self-start pt-1 text-sm text-quiet">
                <Icon aria-hidden="true" size={15} strokeWidth={1.5} />
                {word}
              </span>
              <div>
                <p className="max-w-[58ch] font-serif leading-relaxed">{prompt.words}</p>
                {mayHide ? <PromptButton prompt={prompt} act="hide" words="Hide for us" /> : null}
              </div>
            </li>
          )
        })}
      </ul>
      {shown.length === 0 ? <p className="mt-2 text-quiet">Your team has put its questions aside.</p> : null}
      {hidden.length > 0 ? (
        <details className="mt-3">
          <summary className="min-h-8 text-sm text-quiet">Put aside ({hidden.length})</summary>
          <ul className="mt-2 grid gap-2">
            {hidden.map((prompt) => (
              <li key={prompt.key} className="text-quiet">
                <p className="max-w-[58ch] font-serif">{prompt.words}</p>
                {mayHide ? <PromptButton prompt={prompt} act="show" words="Show again" /> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function PromptButton({ prompt, act, words }: { prompt: Prompt; act: 'hide' | 'show'; words: string }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="prompt" value={prompt.key} />
      <button
        name="act"
        value={act}
        type="submit"
        className="min-h-6 text-sm text-quiet underline underline-offset-4 hover:text-ink"
      >
        {words}
        <span className="sr-only">: {prompt.words}</span>
      </button>
    </Form>
  )
}
