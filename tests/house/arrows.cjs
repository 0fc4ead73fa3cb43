/** Which way the doors open: app -> server -> db -> domain, and everybody may import domain. */
/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const no = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const features =
  'accounts|programmes|teams|portfolios|submissions|versions|stories|exports|evidence|reviews|certificates|events|notifications'

module.exports = {
  forbidden: [
    no('domain-is-pure', 'domain imports nothing of ours', { path: '^domain' }, { path: '^(app|server|db|tests)/' }),
    no(
      'domain-has-no-machine',
      'no node:* and no React in domain',
      { path: '^domain' },
      { path: '^(node:|fs$|path$|react)', dependencyTypesNot: ['type-only'] },
    ),
    no('domain-has-no-core-modules', 'no Node modules in domain', { path: '^domain' }, { dependencyTypes: ['core'] }),
    no('db-knows-domain-only', 'db imports neither server nor app', { path: '^db' }, { path: '^(app|server|tests)/' }),
    no('server-without-pages', 'server never imports app', { path: '^server' }, { path: '^(app|tests)/' }),
    no(
      'sql-only-in-db',
      'values of kysely and the drivers stay in db',
      { path: '^(server|app)/' },
      { path: 'node_modules/(kysely|pg|better-sqlite3)/', dependencyTypesNot: ['type-only'] },
    ),
    no(
      'features-keep-to-themselves',
      'a feature does not import the inside of another',
      { path: `^server/(${features})/` },
      { path: `^server/(${features})/`, pathNot: '^server/$1/', dependencyTypesNot: ['type-only'] },
    ),
    no(
      'live-documents-through-the-context',
      'features reach rooms through context.rooms',
      { path: `^server/(${features}|access|audit)/` },
      { path: '^server/collaboration/', dependencyTypesNot: ['type-only'] },
    ),
    no(
      'routes-ask-server',
      'routes and the HTTP doors know no tables',
      { path: '^app' },
      { path: '^db/', dependencyTypesNot: ['type-only'] },
    ),
    no(
      'parts-know-types-only',
      'components, editor and blocks take only types from server',
      { path: '^app/(components|editor|blocks|device)/' },
      { path: '^server/', dependencyTypesNot: ['type-only'] },
    ),
    no(
      'no-circles',
      'values do not import each other in circles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^build|\\.css$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
