/** Rules with one thing wrong. */
export interface Mutant {
  readonly line: number
  /** `what was → what is`. */
  readonly change: string
  /** The path pattern of the block it is in, as `/orders/{order}/events/{version}`; empty in a shared function. */
  readonly block: string
  readonly rules: string
}

interface Span {
  readonly start: number
  readonly end: number
}

/** The same text with its comments blanked, so that positions stay. */
const withoutComments = (rules: string): string =>
  rules.replace(/\/\/.*$/gm, (comment) => ' '.repeat(comment.length))

const VERBS = ['get', 'list', 'create', 'update', 'delete'] as const

/** The parts of an expression between an operator that stands outside all brackets and quotes. */
const partsBy = (text: string, { start, end }: Span, operator: '&&' | '||'): Span[] => {
  const parts: Span[] = []
  let depth = 0
  let quoted = false
  let from = start
  for (let at = start; at < end; at++) {
    const character = text[at]!
    if (character === "'") quoted = !quoted
    if (quoted) continue
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    if (depth === 0 && text.startsWith(operator, at)) {
      parts.push(trimmed(text, { start: from, end: at }))
      from = at + operator.length
      at = from - 1
    }
  }
  return [...parts, trimmed(text, { start: from, end })]
}

const trimmed = (text: string, { start, end }: Span): Span => {
  const whole = text.slice(start, end)
  return { start: start + whole.search(/\S/), end: start + whole.trimEnd().length }
}

interface Clause extends Span {
  /** Whether leaving it out makes it false; behind `&&` it makes it true. */
  readonly isAlternative: boolean
}

/** Every condition in the expression: itself, and what it is put together from. */
const clausesOf = (text: string, span: Span, isAlternative = false): Clause[] => {
  for (const operator of ['||', '&&'] as const) {
    const parts = partsBy(text, span, operator)
    if (parts.length > 1)
      return [
        { ...span, isAlternative },
        ...parts.flatMap((part) => clausesOf(text, part, operator === '||')),
      ]
  }
  const isBracketed = text[span.start] === '(' && text[span.end - 1] === ')'
  return isBracketed
    ? clausesOf(text, trimmed(text, { start: span.start + 1, end: span.end - 1 }), isAlternative)
    : [{ ...span, isAlternative }]
}

/** The match blocks that a position lies in, outermost first. */
const blockAt = (text: string, position: number): string => {
  const open: string[] = []
  for (const [token, path] of text.slice(0, position).matchAll(/match (\/\S+) \{|\$?\{|\}/g))
    if (token === '}') open.pop()
    else open.push(path ?? '')
  return open.slice(2).join('').replace(/\$\w+/g, '')
}

/** The verbs that the lines of the block around a position grant together. */
const grantedAround = (text: string, position: number): string[] => {
  const here = blockAt(text, position)
  return [...text.matchAll(GRANTS)].flatMap((match) =>
    blockAt(text, match.index) === here ? match[1]!.split(', ') : [],
  )
}
const GRANTS = /allow ([\w, ]+): if/g

/**
 * Every condition turned round, granted, or left out; every limit off by one; every name another; every verb withheld
 * that a line grants, and granted that its block does not grant, or that it grants under a limit.
 */
export const mutantsOf = (rules: string): Mutant[] => {
  const text = withoutComments(rules)
  const mutants: Mutant[] = []
  const mutate = ({ start, end }: Span, by: string): void => {
    const line = text.slice(0, start).split('\n').length
    const was = text.slice(start, end)
    mutants.push({
      line,
      change: `${was} → ${by}`.replace(/\s+/g, ' '),
      block: blockAt(text, start),
      rules: text.slice(0, start) + by + text.slice(end),
    })
  }

  for (const match of text.matchAll(/(?:return|: if) ([^;/]+);/g)) {
    const expression = groupOf(match)
    for (const clause of clausesOf(text, expression)) {
      const was = text.slice(clause.start, clause.end)
      mutate(clause, `!(${was})`)
      mutate(clause, 'true')
      if (clause.isAlternative) mutate(clause, 'false')
    }
    for (const { 0: literal, index } of match[1]!.matchAll(/\b\d+\b|'\w+'/g)) {
      const start = expression.start + index
      for (const other of othersOf(literal)) mutate({ start, end: start + literal.length }, other)
    }
  }
  for (const match of text.matchAll(GRANTS)) {
    const granted = match[1]!.split(', ')
    if (granted.includes('read')) continue
    const around = grantedAround(text, match.index)
    for (const verb of VERBS) {
      const without = granted.filter((each) => each !== verb)
      if (!granted.includes(verb)) {
        if (verb === 'list' || !around.includes(verb)) mutate(groupOf(match), [...granted, verb].join(', '))
      } else if (without.length > 0) mutate(groupOf(match), without.join(', '))
    }
  }
  return mutants
}

const groupOf = (match: RegExpExecArray): Span => {
  const start = match.index + match[0].indexOf(match[1]!)
  return { start, end: start + match[1]!.length }
}

const othersOf = (literal: string): string[] =>
  literal.startsWith("'") ? ["'another'"] : [String(Number(literal) + 1), String(Number(literal) - 1)]
