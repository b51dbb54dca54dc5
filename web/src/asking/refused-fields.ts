import type { AnsweredRefusal } from '@domain/base/refusal'
import { isCode, REFUSALS } from '@domain/base/refusals'

/** By the name the form uses: the last part of a path, or the list where it goes into one (`steps.1.what`). */
const fieldOf = (path: string): string => {
  const parts = path.split('.')
  const place = parts.findIndex((part) => /^\d+$/.test(part))
  return parts[place < 1 ? parts.length - 1 : place - 1] ?? path
}

/** The fields a refusal is about, in its order. */
export const refusedFields = ({ code, params }: AnsweredRefusal): readonly string[] => {
  const named = params?.['fields'] ?? params?.['field']
  const paths = Array.isArray(named) ? (named as readonly string[]) : typeof named === 'string' ? [named] : []
  if (paths.length > 0) return paths.map(fieldOf)
  if (!isCode(code)) return []
  const { fields = [], fieldOfKind } = REFUSALS[code]
  const field = fieldOfKind?.[String(params?.['kind'])]
  return field === undefined ? fields : [field]
}
