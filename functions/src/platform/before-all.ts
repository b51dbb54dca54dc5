import { setGlobalOptions } from 'firebase-functions'
import { ensureApp } from './app'
import { guardBodies } from './bodies'
import { onEmulator, REGION } from './runtime'

// The framework reads bodies before any handler, and what it cannot read it answers with Express's own page: one that
// shows a stack trace to anyone, unless this says production by the time it starts.
process.env['NODE_ENV'] = 'production'

// The emulators' own proxy breaks down when an answer comes before the whole body has passed it, so there only a function
// that stands alone, as a test starts it, has the guard.
if (!onEmulator() || process.env['GUARD_BODIES'] === 'on') guardBodies(process.env['FUNCTION_TARGET'])

// Imported before any function is defined: a definition takes the options that are set by then, and a Firestore trigger
// reads its snapshots through the app that exists by then.
setGlobalOptions({ region: REGION, maxInstances: 20 })
ensureApp()
