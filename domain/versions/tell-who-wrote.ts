import { listed } from '../in-words.ts'
import { wordsOf } from './diff-words.ts'

export type ToldRun = { text: string; person: { id: string; name: string } | null }

/** The most runs that are told one by one. */
const mostRuns = 20

/** Who wrote a passage, in words: everybody first, then, where they are several, run by run. */
export function tellWhoWrote(runs: readonly ToldRun[], people: readonly { name: string }[]): string {
  const written = wholeWords(runs).filter((run) => run.text.trim() !== '')
  if (written.length === 0) return 'Nobody has written here yet.'
  const template = written.some((run) => run.person === null)
  const who = listed([...people.map((one) => one.name), ...(template ? ['the template'] : [])])
  if (written.length === 1) return `“${shortened(written[0]!.text)}”: written by ${who}.`
  const told = written
    .slice(0, mostRuns)
    .map((run) => `“${shortened(run.text)}”: ${run.person?.name ?? 'the template'}`)
  return [`Written by ${who}.`, ...told, ...(written.length > mostRuns ? ['…'] : [])].join('\n')
}

/** A word is whoever's most of its letters are: the editor may take a letter that stands for one that was typed. */
function wholeWords(runs: readonly ToldRun[]): ToldRun[] {
  const whole: ToldRun[] = []
  let run = 0
  let used = 0
  for (const word of wordsOf(runs.map(({ text }) => text).join(''))) {
    let most: { person: ToldRun['person']; letters: number } = { person: null, letters: 0 }
    const letters = new Map<string, number>()
    for (let left = word.length; left > 0 && run < runs.length; ) {
      const { text, person } = runs[run]!
      const taken = Math.min(left, text.length - used)
      const sum = (letters.get(person?.id ?? '') ?? 0) + taken
      letters.set(person?.id ?? '', sum)
      if (sum > most.letters) most = { person, letters: sum }
      left -= taken
      used += taken
      if (used === text.length) {
        run++
        used = 0
      }
    }
    const last = whole.at(-1)
    if (last && last.person?.id === most.person?.id) last.text += word
    else whole.push({ text: word, person: most.person })
  }
  return whole
}

function shortened(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > 70 ? `${words.slice(0, 69)}…` : words
}
