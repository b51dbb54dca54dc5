export const REGION = 'asia-east2'

export function projectId(): string {
  const id = process.env['GCLOUD_PROJECT']
  if (!id) throw new Error('GCLOUD_PROJECT is not set')
  return id
}

/** Both signs are required, so that one stray variable in production opens nothing. */
export function onEmulator(): boolean {
  return (
    process.env['FUNCTIONS_EMULATOR'] === 'true' && (process.env['GCLOUD_PROJECT'] ?? '').startsWith('demo-')
  )
}

/** The project's default bucket, as the platform names it to every function, in production and locally. */
export function bucketName(): string {
  const { storageBucket } = JSON.parse(process.env['FIREBASE_CONFIG'] ?? '{}') as { storageBucket?: string }
  if (!storageBucket) throw new Error('FIREBASE_CONFIG names no storageBucket')
  return storageBucket
}

/**
 * In production callables take requests of our own pages only. `APP_CHECK=off` (functions/.env) turns this off
 * explicitly.
 */
export const isAppCheckEnforced = (): boolean => !onEmulator() && process.env['APP_CHECK'] !== 'off'
