/** `npm run bench -- <name>`: a benchmark of this folder; prints one JSON line per figure. */
const benchmarks: Record<
  string,
  { about: string; load: () => Promise<{ run: (print: Print, words: string[]) => Promise<void> }> }
> = {
  collaboration: {
    about: 'live documents under load, beside other servers where their harness is installed',
    load: () => import('./collaboration.ts'),
  },
  writing: {
    about: 'opening and typing on a large page in a browser, beside a small one',
    load: () => import('./writing.ts'),
  },
  pages: { about: 'server time and weight of the main pages, beside bare answers', load: () => import('./pages.ts') },
}

export type Print = (figures: Record<string, unknown>) => void

const name = process.argv[2] ?? ''
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined
if (benchmark) {
  const { run } = await benchmark.load()
  await run(
    (figures) => process.stdout.write(`${JSON.stringify({ bench: name, ...figures })}\n`),
    process.argv.slice(3),
  )
} else {
  process.stderr.write('Benchmarks:\n')
  for (const [known, { about }] of Object.entries(benchmarks)) process.stderr.write(`  ${known.padEnd(14)} ${about}\n`)
  process.exitCode = 64
}
