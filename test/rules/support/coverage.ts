/** One expression of the rules, and what it has been so far. */
export interface Expression {
  readonly line: number
  readonly text: string
  /** Booleans as they are; anything else as `other`. */
  readonly values: ReadonlySet<boolean | 'other'>
  readonly errors: ReadonlySet<string>
}

/** As the emulator reports it. A value without any field was skipped, as behind a false `&&`. */
interface Report {
  readonly sourcePosition: {
    readonly line: number
    readonly currentOffset: number
    readonly endOffset: number
  }
  readonly values?: readonly { readonly value: Value }[]
  readonly children?: readonly Report[]
}
interface Value {
  readonly boolValue?: boolean
  /** Empty when only a document was waited for: the emulator evaluates again with every document it has read. */
  readonly undefined?: { readonly causeMessage?: string; readonly sourcePosition?: object }
}
interface Coverage {
  readonly rules: { readonly files: readonly { readonly content: string }[] }
  readonly report: readonly Report[]
}

/** Every expression of the rules that the emulator at this address has judged by, inner ones included. */
export const expressionsOf = async (url: string): Promise<Expression[]> => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(await answer.text())
  const { rules, report } = (await answer.json()) as Coverage
  const source = rules.files[0]?.content ?? ''
  return report.flatMap((each) => expressions(source, each))
}

const expressions = (
  source: string,
  { sourcePosition, values = [], children = [] }: Report,
): Expression[] => {
  const { line, currentOffset, endOffset } = sourcePosition
  const expression = {
    line,
    text: source.slice(currentOffset, endOffset + 1).replace(/\s+/g, ' '),
    values: new Set(values.flatMap(({ value }) => seen(value))),
    errors: new Set(values.flatMap(({ value }) => errorOf(value))),
  }
  return [expression, ...children.flatMap((child) => expressions(source, child))]
}

const seen = (value: Value): (boolean | 'other')[] => {
  if (value.boolValue !== undefined) return [value.boolValue]
  return value.undefined !== undefined || Object.keys(value).length === 0 ? [] : ['other']
}

const errorOf = ({ undefined: failure }: Value): string[] =>
  failure?.sourcePosition === undefined ? [] : [failure.causeMessage ?? 'no cause given']
