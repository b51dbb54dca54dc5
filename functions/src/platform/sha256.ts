import { hash } from 'node:crypto'

export const sha256 = (content: string | Buffer): string => hash('sha256', content, 'hex')
