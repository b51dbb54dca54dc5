import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser.mjs'
import { findClamd } from './clamd.mjs'
import { findFirestoreJar } from './firestore-jar.mjs'
import { findStorageRuntime } from './storage-runtime.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const stamp = join(root, '.local/set-up.json')
const NODE = [20, 19]
const JAVA = 11
const STDERR = 2

function main() {
  checkNode()
  ensurePackages()
  if (process.argv.includes('--packages')) return
  ensureJava()
  ensureFirestoreEmulator()
  tryForStorageRuntime()
  if (process.argv.includes('--browser')) ensureBrowser()
  if (process.argv.includes('--scanner')) ensureScanner()
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE[0] || (major === NODE[0] && minor >= NODE[1])) return
  giveUp(
    `Node ${process.versions.node} is too old: install Node ${NODE.join('.')} or later, e.g. \`nvm install 22\``,
  )
}

function ensurePackages() {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const lock = createHash('sha256').update(lockText).digest('hex')
  const installed = join(root, 'node_modules/.package-lock.json')
  if (existsSync(installed)) {
    if (readStamp().lock === lock) return
    if (isInstalled(JSON.parse(lockText), JSON.parse(readFileSync(installed, 'utf8')))) {
      writeStamp({ lock })
      return
    }
  }
  say('Installing the packages (npm ci)')
  // No package here needs its install script, and npm 10 and 11 differ in whether they would run it.
  const { status } = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  if (status !== 0) giveUp('`npm ci` failed; see above. Is the npm registry reachable?')
  writeStamp({ lock })
}

/** A person who has just run `npm ci` or `npm install` by hand need not wait for it again. */
function isInstalled(wanted, present) {
  return Object.entries(wanted.packages).every(([path, { version, link, optional, devOptional, peer }]) => {
    if (!path.startsWith('node_modules/') || link) return true
    const found = present.packages[path]
    return found ? found.version === version : Boolean(optional || devOptional || peer)
  })
}

function runNpm(args) {
  const cli = process.env.npm_execpath
  const isNpm = cli?.endsWith('npm-cli.js')
  const [command, first] = isNpm ? [process.execPath, [cli]] : ['npm', []]
  return spawnSync(command, [...first, ...args], {
    cwd: root,
    // Only a command's own answer may stand on stdout, and this runs before every command.
    stdio: ['inherit', STDERR, 'inherit'],
    shell: process.platform === 'win32',
  })
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'))
  } catch {
    return {}
  }
}

function writeStamp(content) {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, JSON.stringify(content))
}

function ensureJava() {
  if (javaVersion() >= JAVA) return
  if (canInstall()) install('default-jre-headless')
  const version = javaVersion()
  if (version >= JAVA) return
  const found = version > 0 ? `Java ${version} is too old` : 'Java is missing'
  giveUp(
    `${found}: the Firestore emulator needs Java ${JAVA} or later, e.g. \`apt-get install default-jre-headless\``,
  )
}

function javaVersion() {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' })
  const [, major, minor] = /version "(\d+)(?:\.(\d+))?/.exec(stderr ?? '') ?? []
  return major === '1' ? Number(minor) : Number(major ?? 0)
}

function ensureFirestoreEmulator() {
  if (findFirestoreJar(root)) return
  say('Downloading the Firestore emulator')
  const firebase = join(root, 'node_modules/firebase-tools/lib/bin/firebase.js')
  spawnSync(process.execPath, [firebase, 'setup:emulators:firestore'], { cwd: root, stdio: 'ignore' })
  if (findFirestoreJar(root)) return
  giveUp(
    'The Firestore emulator could not be downloaded. Reach storage.googleapis.com once, or install the Google Cloud ' +
      'CLI with its component cloud-firestore-emulator, or set FIRESTORE_EMULATOR_BINARY_PATH to its jar',
  )
}

/** Asked for once. Where it cannot be had, a stand-in does as well, so that nobody waits for it at every start. */
function tryForStorageRuntime() {
  if (findStorageRuntime(root) || readStamp().askedForStorageRuntime) return
  say('Downloading the runtime of the storage rules')
  const firebase = join(root, 'node_modules/firebase-tools/lib/bin/firebase.js')
  spawnSync(process.execPath, [firebase, 'setup:emulators:storage'], {
    cwd: root,
    stdio: 'ignore',
    timeout: 60_000,
  })
  writeStamp({ ...readStamp(), askedForStorageRuntime: true })
}

function ensureBrowser() {
  const missing = () => [
    ...(findBrowser() ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
  ]
  const packages = missing()
  if (packages.length === 0) return
  if (canInstall()) install(...packages)
  const stillMissing = missing()
  if (stillMissing.length === 0) return
  giveUp(
    `The browser tests need ${stillMissing.join(' and ')}: on Debian \`apt-get install ${stillMissing.join(' ')}\`, ` +
      'elsewhere any Chromium or Chrome (CHROMIUM_PATH says where) and a Chinese font',
  )
}

/** The daemon alone, 8 MB; the tests bring a signature of their own, so it needs no database from outside. */
function ensureScanner() {
  if (findClamd()) return
  if (canInstall()) install('clamav-daemon')
  if (findClamd()) return
  giveUp(
    'The tests of the virus scanner need clamd: on Debian `apt-get install clamav-daemon`, on macOS `brew install clamav`',
  )
}

function hasChineseFont() {
  if (process.platform !== 'linux') return true
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.fonts'),
    join(homedir(), '.local/share/fonts'),
  ]
  const chinese = /CJK|SourceHan|wqy|uming|ukai|DroidSansFallback|simsun|msyh/i
  return folders.some(
    (folder) =>
      existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => chinese.test(name)),
  )
}

function canInstall() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0
}

function install(...packages) {
  say(`Installing ${packages.join(' and ')} (apt-get)`)
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update')
  apt('install', '-y', '--no-install-recommends', ...packages)
}

function say(phase) {
  // Not among what a command prints for another program to read.
  console.error(`· ${phase} …`)
}

function giveUp(why) {
  console.error(why)
  process.exit(1)
}

main()
