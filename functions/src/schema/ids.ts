import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { word } from './text'

/** An id in a path: it must not be able to name another document. */
export const documentId = z
  .string()
  .max(LIMITS.id)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/)

/** `handler@mayi`; whether there is such a post is for the domain to say. */
export const actingAs = word(LIMITS.post)

/** What every ask on an order says. */
export const onOrder = { order: documentId, actingAs }
