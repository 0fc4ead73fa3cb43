import type { KyselyPlugin } from 'kysely'
import type { TestApp } from './test-app.ts'

export type Statement = `${'select' | 'insert'} ${string}`

/** Lets something happen at every statement of a kind that the server sends: it waits, fails, or is only counted. */
export function meddle({ context }: TestApp, statement: Statement, act: () => void | Promise<void>): void {
  const [verb, table] = statement.split(' ')
  const kind = verb === 'select' ? 'SelectQueryNode' : 'InsertQueryNode'
  const marked = new WeakSet<object>()
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (node.kind === kind && JSON.stringify(node).includes(`"name":"${table}"`)) marked.add(queryId)
      return node
    },
    async transformResult({ result, queryId }) {
      if (marked.has(queryId)) await act()
      return result
    },
  }
  Object.assign(context, { db: context.db.withPlugin(plugin) })
}
