import { setGlobalOptions } from 'firebase-functions'
import { ensureApp } from './app'
import { guardBodies } from './bodies'
import { REGION } from './runtime'

// The framework reads bodies before any handler. It answers a body it cannot read with Express's own page, which shows
// a stack trace to anyone unless NODE_ENV is production when it starts.
process.env['NODE_ENV'] = 'production'

guardBodies(process.env['FUNCTION_TARGET'])

// Imported before any function is defined: a definition takes the options that are set by then, and a Firestore trigger
// reads its snapshots through the app that exists by then.
setGlobalOptions({ region: REGION, maxInstances: 20 })
ensureApp()
