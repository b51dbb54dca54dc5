/**
 * Shows functions and Firestore that a request comes from this page (App Check, docs/edge.md). Only in a build that was
 * given a key.
 */
import type { FirebaseApp } from 'firebase/app'
import { initializeAppCheck, ReCaptchaEnterpriseProvider } from 'firebase/app-check'

/** The SDK would fetch it from google.com, which offices here do not reach; it takes what is there already. */
const SCRIPT = 'https://www.recaptcha.net/recaptcha/enterprise.js?render=explicit'

const loaded = (): Promise<void> =>
  new Promise((done, failed) => {
    const script = document.createElement('script')
    script.src = SCRIPT
    script.onload = () => done()
    script.onerror = () => failed(new Error('the App Check script did not load'))
    document.head.append(script)
  })

export const startAppCheck = async (app: FirebaseApp, key: string): Promise<void> => {
  await loaded()
  initializeAppCheck(app, {
    provider: new ReCaptchaEnterpriseProvider(key),
    isTokenAutoRefreshEnabled: true,
  })
}
