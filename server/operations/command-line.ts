/** The operator's tool: `npm run fieldfolio -- <command>`. Each command says what it did in one line. */
import { openDatabase } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { type Config, ConfigurationProblems, readConfig, settings } from '../config.ts'
import { closeContext, makeContext } from '../make-context.ts'
import { examine, told } from './doctor/doctor.ts'
import { holdDatabase } from './hold-database.ts'
import { resetDemo } from './load-demo.ts'

/** What a command says; with `failed`, the exit code is 1. */
type Said = string | { words: string; failed: boolean }
type Command = { about: string; run: (config: Config) => Promise<Said> }

const commands: Record<string, Command> = {
  migrate: {
    about: 'bring the database to its newest shape',
    async run(config) {
      const database = openDatabase(config.databaseUrl)
      const applied = await migrate(database)
      await database.close()
      return applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to do'
    },
  },
  'demo reset': {
    about: 'empty the database and load the demo (stop the server first)',
    async run(config) {
      if (!config.demo) throw new Error('This is not a demo (FIELDFOLIO_DEMO is off), so nothing was emptied.')
      const release = holdDatabase(config)
      const context = await makeContext(config)
      await resetDemo(context)
      await closeContext(context)
      release()
      return 'the demo is as on its first day'
    },
  },
  doctor: {
    about: 'look at everything that the server needs, and say what needs care',
    async run(config) {
      const findings = await examine(config)
      return { words: told(findings), failed: findings.some(({ state }) => state === 'care') }
    },
  },
  'config check': {
    about: 'print the settings in force, secrets masked',
    async run(config) {
      const masked = {
        ...config,
        secret: '…',
        metricsToken: config.metricsToken && '…',
        s3: config.s3 && { ...config.s3, secretAccessKey: '…' },
      }
      masked.databaseUrl = config.databaseUrl.replace(/:[^:@/]+@/, ':…@')
      masked.smtpUrl = config.smtpUrl?.replace(/:[^:@/]+@/, ':…@')
      return `${settings.length} settings known; in force:\n${JSON.stringify(masked, null, 2)}`
    },
  },
}

async function main(words: string[]): Promise<number> {
  const name = Object.keys(commands).find((known) => words.join(' ').startsWith(known))
  const command = name ? commands[name] : undefined
  if (!command) {
    process.stderr.write('Commands:\n')
    for (const [known, { about }] of Object.entries(commands)) process.stderr.write(`  ${known.padEnd(14)} ${about}\n`)
    return 64
  }
  try {
    const said = await command.run(readConfig(process.env))
    const { words, failed } = typeof said === 'string' ? { words: said, failed: false } : said
    process.stdout.write(`${words}\n`)
    return failed ? 1 : 0
  } catch (error) {
    const problems =
      error instanceof ConfigurationProblems ? error.problems : [error instanceof Error ? error.message : String(error)]
    for (const problem of problems) process.stderr.write(`${problem}\n`)
    return error instanceof ConfigurationProblems ? 78 : 1
  }
}

process.exit(await main(process.argv.slice(2)))
