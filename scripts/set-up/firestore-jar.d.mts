export interface FirestoreJar {
  readonly from: 'environment' | 'firebase-tools' | 'cloud-sdk'
  readonly path: string
}

export function findFirestoreJar(root: string, env?: NodeJS.ProcessEnv): FirestoreJar | undefined
