/** Chosen from lists by whoever gives a command, and checked against them at the door: the domain never sees others. */
const LISTED = new Set([
  'category',
  'ground',
  'step',
  'kind',
  'accountability',
  'askedBy',
  'grade',
  'solution',
  'to',
])

type Path = readonly (string | number)[]

const leavesOf = (value: unknown, path: Path = []): Path[] => {
  if (Array.isArray(value)) return [path, ...value.flatMap((each, index) => leavesOf(each, [...path, index]))]
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, each]) =>
    LISTED.has(key) ? [] : leavesOf(each, [...path, key]),
  )
}

const spoilt = (value: unknown, random: () => number): unknown => {
  const one = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
  if (Array.isArray(value)) return one<readonly unknown[]>([[], value.concat(value), value.slice(1)])
  switch (typeof value) {
    case 'string':
      return one(['', '  ', 'nobody', 'shangwu', 'mayi', '2020-01-01', 'proof/mayi', '电话 13800138000'])
    case 'number':
      return one([0, -1, 1, 2, 3, 1.5, 99, Number.NaN])
    case 'boolean':
      return !value
    default:
      return one([null, 'mayi', 'nobody'])
  }
}

const changed = (value: unknown, [first, ...rest]: Path, random: () => number): unknown => {
  if (first === undefined) return spoilt(value, random)
  if (Array.isArray(value))
    return value.map((each: unknown, index) => (index === first ? changed(each, rest, random) : each))
  const object = value as Record<string, unknown>
  return { ...object, [first]: changed(object[first], rest, random) }
}

/** What was right, with one thing in it that may be wrong. Well-formed all the same. */
export const wrongData = <T extends object>(right: T, random: () => number): T => {
  const leaves = leavesOf(right).filter(({ length }) => length > 0)
  const leaf = leaves[Math.floor(random() * leaves.length)]
  return leaf === undefined ? right : (changed(right, leaf, random) as T)
}
