import { type Firestore, getFirestore } from 'firebase-admin/firestore'
import { ensureApp } from '../platform/app'

/** The one database. */
export const database = (): Firestore => getFirestore(ensureApp())
