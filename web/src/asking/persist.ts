import type { Answer } from '../firebase/doors'

/** Asks again what got lost, for as long as `goesOn` says so; it is told how often was tried before, from 0. */
export const persist = async <T>(
  ask: () => Promise<Answer<T>>,
  goesOn: (tries: number) => boolean | Promise<boolean>,
): Promise<Answer<T>> => {
  for (let tries = 0; ; tries++) {
    const answer = await ask()
    if (answer.kind !== 'lost' || !(await goesOn(tries))) return answer
  }
}
