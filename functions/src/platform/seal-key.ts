import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { sha256 } from './sha256'

export interface SealKey {
  /** Which key it is: the SHA-256 of its public half as PEM. */
  readonly id: string
  /** The public half, PEM, for anybody who checks a seal. */
  readonly publicKey: string
  /** The Ed25519 signature over the text's UTF-8, base64. */
  readonly sign: (text: string) => string
}

/** The key from its secret: the PKCS #8 DER of an Ed25519 private key in base64. */
export const sealKey = (secret: string): SealKey => {
  const key = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('SEAL_KEY is not an Ed25519 key')
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  return {
    id: sha256(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  }
}
