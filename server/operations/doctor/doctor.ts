/** `npm run fieldfolio -- doctor`: looks at everything that the server needs, beside a running one or without. */
import type { Config } from '../../config.ts'
import { examineDatabase } from './examine-database.ts'
import { examineDoor, examineProxies } from './examine-door.ts'
import { examineDataDirectory, examineProgram } from './examine-machine.ts'
import { examineEvidence, examineMail } from './examine-stores.ts'
import type { Finding } from './finding.ts'

export async function examine(config: Config): Promise<Finding[]> {
  const findings = [
    await examineProgram(),
    await examineDataDirectory(config),
    await examineDatabase(config),
    await examineEvidence(config),
    await examineMail(config),
    examineProxies(config),
    await examineDoor(config),
  ]
  return findings.flat()
}

const marks = { well: 'well', care: 'CARE', 'not-asked': '  - ' } as const

/** One line each; what needs care says what to do. */
export function told(findings: Finding[]): string {
  const widest = Math.max(...findings.map(({ name }) => name.length))
  const lines = findings.map(({ name, state, words }) => `${marks[state]}  ${name.padEnd(widest)}  ${words}`)
  const open = findings.filter(({ state }) => state === 'care').length
  const last = open === 0 ? 'All is well.' : open === 1 ? 'One thing needs care.' : `${open} things need care.`
  return [...lines, last].join('\n')
}
