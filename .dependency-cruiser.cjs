/** The arrows between folders point one way; see "Finding one's way" in the README. */
const within = (folder) => `^functions/src/${folder}/`

/** A room may use the rooms named before it, and itself. */
const onlyDownwards = (name, comment, parent, rooms) =>
  rooms.slice(0, -1).map((room, i) => ({
    name: `${name}: ${room}`,
    comment,
    severity: 'error',
    from: { path: `^${parent}/${room}/` },
    to: { path: `^${parent}/(${rooms.slice(i + 1).join('|')})/` },
  }))

/** Rooms of the law, from what every rule needs to what a person reads. */
const DOMAIN = [
  'base',
  'matters',
  'policy',
  'time',
  'people',
  'evidence',
  'order',
  'commands',
  'listings',
  'notices',
  'confidential',
  'figures',
  'seals',
  'administration',
  'words',
]

/** What the functions are made of: the ground, the use cases, and the doors that call them. */
const FUNCTIONS = [
  'domain',
  'contract',
  'schema',
  'platform',
  'store',
  'confidential',
  'evidence',
  'orders',
  'alarms',
  'notices',
  'reactions',
  'seals',
  'jobs',
  'intake',
  'accounts',
  'administration',
  'doors',
]

module.exports = {
  forbidden: [
    ...onlyDownwards('rooms-of-the-law', 'See DOMAIN above.', 'functions/src/domain', DOMAIN),
    ...onlyDownwards('rooms-of-the-functions', 'See FUNCTIONS above.', 'functions/src', FUNCTIONS),
    {
      name: 'every-room-has-its-place',
      comment: 'A new folder is named in DOMAIN or FUNCTIONS.',
      severity: 'error',
      from: {},
      to: {
        path: '^functions/src/[^/]+/',
        pathNot: [
          `^functions/src/domain/(${DOMAIN.join('|')})/`,
          `^functions/src/(${FUNCTIONS.slice(1).join('|')})/`,
        ],
      },
    },
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
      name: 'contract-knows-domain',
      comment: 'The pages are built with it: types and limits, and nothing that runs.',
      severity: 'error',
      from: { path: within('contract') },
      to: { pathNot: [within('(domain|contract)')] },
    },
    {
      name: 'schema-knows-contract-and-domain',
      severity: 'error',
      from: { path: within('schema') },
      to: { pathNot: [within('(domain|contract|schema)'), '^node_modules/zod/'] },
    },
    {
      name: 'platform-knows-no-store',
      severity: 'error',
      from: { path: within('platform') },
      to: { path: '^functions/src/', pathNot: [within('(domain|contract|schema|platform)')] },
    },
    {
      name: 'only-platform-knows-emulators',
      comment: 'What differs here from the cloud is asked for by its meaning, of another file of platform/.',
      severity: 'error',
      from: { path: '^functions/src/', pathNot: within('platform') },
      to: { path: '^functions/src/platform/runtime\\.ts$' },
    },
    {
      name: 'store-knows-no-doors',
      severity: 'error',
      from: { path: within('store') },
      to: { path: '^functions/src/', pathNot: [within('(domain|contract|schema|platform|store)')] },
    },
    {
      name: 'web-knows-domain-and-contract',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^(functions|scripts|emulator-data)/', pathNot: within('(domain|contract)') },
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
