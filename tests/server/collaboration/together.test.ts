import { expect, it } from 'vitest'
import { Together } from '#server/collaboration/together.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

function looks(most = 10) {
  const asked: string[][] = []
  let now = 0
  const together = new Together<string, string>(most, async (questions) => {
    asked.push(questions)
    const seen = now
    await turn()
    if (questions.includes('trouble')) throw new Error('no answer')
    return (question) => `${question} ${seen}`
  })
  const change = () => {
    now++
  }
  return { together, asked, change }
}

it('questions of one turn are answered by one look, each with its own answer', async () => {
  const { together, asked } = looks()
  expect(await Promise.all(['a', 'b', 'a'].map((one) => together.ask(one)))).toEqual(['a 0', 'b 0', 'a 0'])
  expect(asked).toEqual([['a', 'b', 'a']])
})

it('nobody is answered from a look that began before they asked', async () => {
  const { together, asked, change } = looks()
  const first = together.ask('a')
  while (asked.length === 0) await turn()
  change()
  expect(await Promise.all([first, together.ask('b')])).toEqual(['a 0', 'b 1'])
})

it('more questions than one look may take are answered by several, in their order', async () => {
  const { together, asked } = looks(2)
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((one) => together.ask(one)))
  expect(answers.map((answer) => answer[0])).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']])
})

it('a look that fails fails those who waited for it, and nobody after them', async () => {
  const { together } = looks()
  const troubled = await Promise.allSettled([together.ask('a'), together.ask('trouble')])
  expect(troubled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await together.ask('b')).toBe('b 0')
})
