/**
 * The one place where the environment is read. Every setting has a default; a bad value stops the start with one line
 * per problem (exit 78), an unknown FIELDFOLIO_* name warns with the nearest known one.
 */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { readTrustedProxies, type TrustedProxies } from './http/visitor-address.ts'

export type S3Settings = {
  endpoint: string | undefined
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  forcePathStyle: boolean
}

export type Config = {
  production: boolean
  port: number
  host: string
  /** Without a slash at the end. */
  appUrl: string
  dataDir: string
  /** `sqlite:<file>` or `postgres://…`. */
  databaseUrl: string
  s3: S3Settings | undefined
  smtpUrl: string | undefined
  demo: boolean
  /** The demo's frozen instant; undefined: real time. */
  frozenAt: string | undefined
  secret: string
  metricsPort: number | undefined
  metricsToken: string | undefined
  trustedProxies: TrustedProxies
  limits: { socketsPerPerson: number; socketsPerAddress: number; sockets: number }
}

/** Name, what it is, and its default as text: also the content of `.env.example` (a test compares them). */
export const settings: { name: string; about: string; fallback: string }[] = [
  { name: 'NODE_ENV', about: 'production: https cookies, no demo, no frozen clock', fallback: '' },
  { name: 'PORT', about: 'Where the server listens', fallback: '3000' },
  { name: 'HOST', about: 'The address it binds to', fallback: '127.0.0.1' },
  {
    name: 'APP_URL',
    about: 'The address people type; links in mails and certificates use it',
    fallback: 'http://localhost:PORT',
  },
  { name: 'DATA_DIR', about: 'Database file, evidence and kept mail', fallback: './data' },
  { name: 'DATABASE_URL', about: 'postgres://user:password@host/name switches to PostgreSQL', fallback: '' },
  { name: 'EVIDENCE_S3_ENDPOINT', about: 'An S3 endpoint; unset with a bucket: AWS itself', fallback: '' },
  { name: 'EVIDENCE_S3_BUCKET', about: 'Set: evidence goes to S3; unset: a folder in DATA_DIR', fallback: '' },
  { name: 'EVIDENCE_S3_REGION', about: 'The bucket’s region', fallback: 'us-east-1' },
  { name: 'EVIDENCE_S3_ACCESS_KEY_ID', about: 'Key of the bucket', fallback: '' },
  { name: 'EVIDENCE_S3_SECRET_ACCESS_KEY', about: 'Secret of that key', fallback: '' },
  { name: 'EVIDENCE_S3_FORCE_PATH_STYLE', about: 'on for servers that want the bucket in the path', fallback: 'off' },
  {
    name: 'SMTP_URL',
    about: 'smtp://… sends mail; unset: kept in DATA_DIR/mail and shown to staff at /mail',
    fallback: '',
  },
  {
    name: 'FIELDFOLIO_DEMO',
    about: 'on loads the demo into a new database; off does not',
    fallback: 'on unless production',
  },
  {
    name: 'FIELDFOLIO_CLOCK',
    about: 'The demo’s frozen instant, or real; ignored in production',
    fallback: '2027-03-03T17:00:00Z in the demo',
  },
  {
    name: 'FIELDFOLIO_SECRET',
    about: 'Signs upload addresses; at least 32 characters in production',
    fallback: 'made from DATA_DIR outside production',
  },
  { name: 'METRICS_PORT', about: 'Serves /metrics on its own port', fallback: '' },
  {
    name: 'METRICS_TOKEN',
    about: 'Serves /metrics on the public port to who sends it as a bearer token; 16 characters or more',
    fallback: '',
  },
  {
    name: 'TRUSTED_PROXIES',
    about: 'Addresses or networks of the proxies in front, whose X-Forwarded-For is believed',
    fallback: '',
  },
  { name: 'LIMIT_SOCKETS_PER_PERSON', about: 'Open live documents one person may hold', fallback: '20' },
  { name: 'LIMIT_SOCKETS_PER_ADDRESS', about: 'The same for one network address', fallback: '100' },
  { name: 'LIMIT_SOCKETS', about: 'The same for the whole server', fallback: '5000' },
]

export class ConfigurationProblems extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

type Environment = Record<string, string | undefined>

/** @throws ConfigurationProblems with one line per bad value. */
export function readConfig(environment: Environment): Config {
  const problems: string[] = []
  const value = (name: string) => environment[name]?.trim() || undefined
  const number = (name: string, fallback: number, most: number) => {
    const given = value(name)
    if (given === undefined) return fallback
    if (/^\d+$/.test(given) && Number(given) <= most) return Number(given)
    problems.push(`${name} is "${given}"; give a whole number from 0 to ${most}`)
    return fallback
  }
  const flag = (name: string, fallback: boolean) => {
    const given = value(name)
    if (given === undefined) return fallback
    if (['on', 'true', '1'].includes(given)) return true
    if (['off', 'false', '0'].includes(given)) return false
    problems.push(`${name} is "${given}"; give on or off`)
    return fallback
  }
  const production = value('NODE_ENV') === 'production'
  const port = number('PORT', 3000, 65_535)
  const appUrl = (value('APP_URL') ?? `http://localhost:${port}`).replace(/\/+$/, '')
  if (!/^https?:$/.test(parsed(appUrl)?.protocol ?? '')) {
    problems.push(`APP_URL is "${appUrl}"; give an address such as https://portfolio.example.org`)
  }
  const dataDir = resolve(value('DATA_DIR') ?? './data')
  const databaseUrl = value('DATABASE_URL') ?? `sqlite:${dataDir}/fieldfolio.sqlite`
  if (!/^(postgres(ql)?:\/\/|sqlite:)/.test(databaseUrl)) {
    problems.push('DATABASE_URL starts neither with postgres:// nor with sqlite:')
  }
  const demo = flag('FIELDFOLIO_DEMO', !production)
  const clock = value('FIELDFOLIO_CLOCK') ?? (demo ? '2027-03-03T17:00:00Z' : undefined)
  if (clock && clock !== 'real' && Number.isNaN(Date.parse(clock))) {
    problems.push(`FIELDFOLIO_CLOCK is "${clock}"; give an instant such as 2027-03-03T17:00:00Z, or real`)
  }
  const bucket = value('EVIDENCE_S3_BUCKET')
  const secret = value('FIELDFOLIO_SECRET')
  if (production && (secret?.length ?? 0) < 32)
    problems.push('FIELDFOLIO_SECRET needs at least 32 characters in production')
  const metricsToken = value('METRICS_TOKEN')
  if (metricsToken !== undefined && metricsToken.length < 16)
    problems.push('METRICS_TOKEN needs at least 16 characters')
  const config: Config = {
    production,
    port,
    host: value('HOST') ?? '127.0.0.1',
    appUrl,
    dataDir,
    databaseUrl,
    s3: bucket
      ? {
          bucket,
          endpoint: value('EVIDENCE_S3_ENDPOINT'),
          region: value('EVIDENCE_S3_REGION') ?? 'us-east-1',
          accessKeyId: value('EVIDENCE_S3_ACCESS_KEY_ID') ?? '',
          secretAccessKey: value('EVIDENCE_S3_SECRET_ACCESS_KEY') ?? '',
          forcePathStyle: flag('EVIDENCE_S3_FORCE_PATH_STYLE', false),
        }
      : undefined,
    smtpUrl: value('SMTP_URL'),
    demo,
    frozenAt: production || clock === 'real' ? undefined : clock,
    secret: secret ?? createHash('sha256').update(`fieldfolio ${dataDir}`).digest('hex'),
    metricsPort: value('METRICS_PORT') ? number('METRICS_PORT', 0, 65_535) : undefined,
    metricsToken,
    trustedProxies: readTrustedProxies(value('TRUSTED_PROXIES') ?? '', (part) =>
      problems.push(`TRUSTED_PROXIES has "${part}"; give addresses or networks such as 10.0.0.5, 172.28.0.0/16`),
    ),
    limits: {
      socketsPerPerson: number('LIMIT_SOCKETS_PER_PERSON', 20, 1_000_000),
      socketsPerAddress: number('LIMIT_SOCKETS_PER_ADDRESS', 100, 1_000_000),
      sockets: number('LIMIT_SOCKETS', 5000, 1_000_000),
    },
  }
  if (problems.length > 0) throw new ConfigurationProblems(problems)
  return config
}

function parsed(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined
}

/** Warnings about FIELDFOLIO_* names that nobody reads. */
export function unknownSettings(environment: Environment): string[] {
  const known = settings.map((setting) => setting.name)
  return Object.keys(environment)
    .filter((name) => name.startsWith('FIELDFOLIO_') && !known.includes(name))
    .map((name) => {
      const nearest = known
        .filter((other) => other.startsWith('FIELDFOLIO_'))
        .sort((a, b) => distance(name, a) - distance(name, b))[0]
      return `${name} is not a setting; did you mean ${nearest}?`
    })
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
