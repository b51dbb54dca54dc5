/** How similar two Chinese texts are. Single characters and pairs of them work better than words. */

/** Without separators. */
export const plain = (text: string): string => text.replace(/[\s，。、；：！？（）《》“”【】/／,.-]/g, '')

export type Grams = ReadonlySet<string>

export const gramsOf = (text: string): Grams => {
  const characters = Array.from(plain(text))
  const pairs = characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
  return new Set([...characters, ...pairs])
}

/** A pair tells more than its two characters. */
const weight = (gram: string): number => (gram.length > 1 ? 3 : 1)

/** The share of a name's characters and pairs that are also in the text, from 0 to 1. */
export const likeness = (name: string, text: Grams): number => {
  const own = [...gramsOf(name)]
  const whole = own.reduce((sum, gram) => sum + weight(gram), 0)
  const shared = own.filter((gram) => text.has(gram)).reduce((sum, gram) => sum + weight(gram), 0)
  return whole === 0 ? 0 : shared / whole
}
