import { type App, getApps, initializeApp } from 'firebase-admin/app'
import { onEmulator, projectId } from './runtime'

/** The one app. On the emulators it is given a service account; otherwise it would search the network for one. */
export const ensureApp = (): App =>
  getApps()[0] ??
  initializeApp(onEmulator() ? { serviceAccountId: `local@${projectId()}.iam.gserviceaccount.com` } : {})
