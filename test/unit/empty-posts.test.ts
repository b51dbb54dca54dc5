import { describe, expect, it } from 'vitest'
import { passedUp } from '../../functions/src/domain/notices/empty-posts'
import { type Notice, noticesOf } from '../../functions/src/domain/notices/notices'
import { noticeSentence } from '../../functions/src/domain/words/notices'
import { HOUR } from '../../functions/src/domain/base/instant'
import { Road, TUESDAY } from '../support/road'

const reminder = (to: string): Notice => {
  const road = new Road().dispatched().alarms(TUESDAY + 23 * HOUR)
  const notice = noticesOf(road.order, road.events.at(-1)!)[0]!
  return { ...notice, to, id: notice.id.replace(notice.to, to) }
}

/** Where it goes when one post after the other turns out to be empty. */
const roadOf = (to: string): string[] => {
  const road: string[] = []
  for (let notice = passedUp(reminder(to)); notice !== null; notice = passedUp(notice)) road.push(notice.to)
  return road
}

describe('what is for a post that nobody holds', () => {
  it.each([
    [
      'handler@mayi',
      ['leader-in-charge@mayi', 'principal-leader@mayi', 'county-leader', 'reviewer', 'clerk'],
    ],
    ['leader-in-charge@mayi', ['principal-leader@mayi', 'county-leader', 'reviewer', 'clerk']],
    ['principal-leader@mayi', ['county-leader', 'reviewer', 'clerk']],
    ['clerk', ['reviewer', 'county-leader']],
    ['reviewer', ['clerk', 'county-leader']],
    ['county-leader', ['reviewer', 'clerk']],
    ['supervision', ['discipline', 'county-leader']],
    ['discipline', ['supervision', 'county-leader']],
    ['city', ['reviewer', 'clerk']],
  ])('[R17] goes up from %s, each once, and ends', (to, expected) => {
    expect(roadOf(to)).toEqual(expected)
  })

  it('[R17] is the same telling for the next post, and says which posts are empty', () => {
    const first = passedUp(reminder('handler@mayi'))!
    expect(first.id).toMatch(/~remind~leader-in-charge@mayi$/)
    const second = passedUp(first)!
    expect(second.vacant).toEqual(['handler@mayi', 'leader-in-charge@mayi'])
    expect(noticeSentence(second, () => '马影镇', TUESDAY)).toBe(
      '马影镇须在 11月25日 10:00 前签收，请抓紧办理。（马影镇经办人、马影镇分管领导岗位空缺，转报您处理）',
    )
  })
})
