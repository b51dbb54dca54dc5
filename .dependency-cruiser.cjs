/** The arrows between folders point one way; see "Finding one's way" in the README. */
const within = (folder) => `^functions/src/${folder}/`

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-knows-only-itself',
      comment:
        'The law is pure: it may use itself and the official calendar, and no Node, no Firebase, no schema.',
      severity: 'error',
      from: { path: within('domain') },
      to: { pathNot: [within('domain'), '^node_modules/(chinese-days|dayjs)/'] },
    },
    {
      name: 'schema-knows-domain',
      severity: 'error',
      from: { path: within('schema') },
      to: { pathNot: [within('(domain|schema)'), '^node_modules/zod/'] },
    },
    {
      name: 'platform-knows-no-store',
      severity: 'error',
      from: { path: within('platform') },
      to: { path: '^functions/src/', pathNot: [within('(domain|schema|platform)')] },
    },
    {
      name: 'store-knows-no-doors',
      severity: 'error',
      from: { path: within('store') },
      to: { path: '^functions/src/', pathNot: [within('(domain|schema|platform|store)')] },
    },
    {
      name: 'doors-do-not-know-each-other',
      comment: 'What two doors share belongs into store/ or domain/.',
      severity: 'error',
      from: { path: within('(commands|confidential|evidence|intake)') },
      to: {
        path: within('(commands|confidential|evidence|intake|reactions|alarms|schedules)'),
        pathNot: within('$1'),
      },
    },
    {
      name: 'web-knows-only-the-domain',
      severity: 'error',
      from: { path: '^web/src/' },
      to: {
        path: '^(functions|scripts|emulator-data)/',
        pathNot: [within('domain'), '^functions/src/schema/documents'],
      },
    },
    {
      name: 'functions-do-not-know-tools',
      severity: 'error',
      from: { path: '^functions/src/' },
      to: { path: '^(web|scripts|emulator-data|test)/' },
    },
    {
      name: 'the-auditor-knows-only-the-rules',
      comment:
        'What it works out must not come from what it audits, nor from a tool that uses it; types neither.',
      severity: 'error',
      from: { path: '^scripts/audit(/|\\.ts$)' },
      to: { path: '^(functions|web|emulator-data|test|scripts)/', pathNot: '^scripts/audit/' },
    },
    {
      name: 'the-verifier-knows-only-the-format',
      comment: 'What it proves must not lean on the code of whoever might have changed it; types neither.',
      severity: 'error',
      from: { path: '^scripts/verify(/|\\.ts$)' },
      to: { path: '^(functions|web|emulator-data|test|scripts)/', pathNot: '^scripts/verify/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.vue', '.mjs', '.js'] },
  },
}
