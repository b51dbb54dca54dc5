import type { Category } from '../../functions/src/domain/matters/category'
import { TOWNSHIPS } from '../../functions/src/domain/matters/townships'
import type { CatalogueEntry } from '../../functions/src/domain/people/unit'
import { type County, governmentOf } from './county'
import type { Dice } from './dice'

/** What an order is about. */
export interface Matter {
  readonly title: string
  readonly text: string
  readonly category: Category
  readonly township: string
  readonly place: string
  readonly entry: CatalogueEntry
}

/** Matters that have their months (1–12); all the others come as often all year round. */
const SEASONS: Readonly<Record<string, { readonly months: readonly number[]; readonly times: number }>> = {
  water: { months: [1, 7, 8], times: 2.5 },
  power: { months: [7, 8], times: 3 },
  noise: { months: [5, 6, 7, 8, 9], times: 2 },
  river: { months: [5, 6, 7], times: 4 },
  wages: { months: [1, 2, 12], times: 3.5 },
  'school-place': { months: [6, 7, 8], times: 4 },
  tutoring: { months: [7, 8], times: 3 },
  air: { months: [9, 10, 11], times: 2.5 },
  livestock: { months: [6, 7, 8], times: 2 },
  'farm-subsidy': { months: [3, 4, 10], times: 2 },
  'medical-insurance': { months: [10, 11, 12], times: 3 },
  funeral: { months: [3, 4], times: 3 },
}

/** Matters that people mostly ask about. */
const ASKED_ABOUT = ['school-place', 'pension', 'title-deed', 'medical-insurance', 'ebike-plate', 'relief']

const MIX: readonly (readonly [Category, number])[] = [
  ['consultation', 24],
  ['help', 40],
  ['complaint', 27],
  ['report', 5],
  ['suggestion', 4],
]
const ASKED_MIX: readonly (readonly [Category, number])[] = [
  ['consultation', 70],
  ['help', 18],
  ['complaint', 9],
  ['report', 1],
  ['suggestion', 2],
]

/** The county seat has most of the people. */
const PEOPLE_IN = Object.keys(TOWNSHIPS)
  .filter((code) => code !== '360429')
  .map((code, index): readonly [string, number] => [code, index === 0 ? 40 : 12 - (index % 6)])

const NAMES = [
  '石钟', '湖滨', '洋港', '三里', '柘矶', '金沙湾', '向阳', '新建', '东门', '西门', '南岭', '北苑',
  '长虹', '团结', '红旗', '幸福', '和平', '光明', '朝阳', '胜利', '永丰', '兴隆', '龙潭', '凤凰',
] // prettier-ignore
const SPOTS = [
  '小区', '村委会旁', '路与沿湖路交叉口', '农贸市场', '小学门口', '新村', '桥头', '工业园', '广场', '安置区', '街中段', '水库边',
] // prettier-ignore

const placeIn = (dice: Dice, name: string): string =>
  `${dice.pick(`${name} name`, NAMES)}${dice.pick(`${name} spot`, SPOTS)}`

const ASKS: Readonly<Record<Category, readonly string[]>> = {
  consultation: [
    '想了解{m}的有关规定和办理流程，请给予答复。',
    '咨询{m}需要哪些材料、到哪里办理，请回电说明。',
  ],
  help: ['{p}的{m}问题一直没有解决，影响日常生活，请派人处理。', '{p}出现{m}方面的困难，希望尽快帮助解决。'],
  complaint: [
    '{p}的{m}问题多次反映仍未处理，对办理态度不满，要求给出处理时间。',
    '投诉{p}{m}管理不到位，请核查并书面答复。',
  ],
  report: [
    '举报{p}在{m}方面存在违规情况，请核查处理并为反映人保密。',
    '反映{p}{m}工作中有关人员不按规定办事，请调查。',
  ],
  suggestion: ['建议改进{p}的{m}工作，增加公示和提醒。', '建议在{p}增设设施，方便群众办理{m}事项。'],
}
const SINCE = ['今天发现', '已持续一周', '已有半个月', '一个多月来', '入季以来', '近几天']

/** So many orders, on the whole, make one hot spot: a place and a matter that many call about within some weeks. */
const ORDERS_PER_HOT_SPOT = 1500
const AT_A_HOT_SPOT = 0.02

/** The catalogue's matters by month, each as likely as its season makes it. */
const matterWeights = (county: County): readonly (readonly (readonly [string, number])[])[] => {
  const matters = [...new Set(county.catalogue.map(({ matter }) => matter))]
  return Array.from({ length: 12 }, (_, month) =>
    matters.map((matter): readonly [string, number] => {
      const id = county.catalogue.find((entry) => entry.matter === matter)!.id
      const season = SEASONS[id]
      const base = id.startsWith('village-') ? 6 : 2
      return [matter, season?.months.includes(month + 1) === true ? base * season.times : base]
    }),
  )
}

/** How orders get what they are about: `moment` is the time as a share of the year, by which hot spots come and go. */
export const mattersOf = (county: County, countyDice: Dice, orders: number) => {
  const weights = matterWeights(county)
  const spots = Math.max(1, Math.floor(orders / ORDERS_PER_HOT_SPOT))
  return (dice: Dice, month: number, moment: number): Matter => {
    const hot = dice.chance('at a hot spot', AT_A_HOT_SPOT)
    const about = hot ? countyDice.of(`hot spot ${Math.floor(moment * spots)}`) : dice
    const township = about.weighted('township', PEOPLE_IN)
    const matter = about.weighted('matter', weights[month - 1]!)
    const place = hot || dice.chance('has a place', 0.75) ? placeIn(about, 'place') : ''
    const entries = county.catalogue.filter((entry) => entry.matter === matter)
    const entry = entries.find(({ unit }) => unit === governmentOf(township)) ?? entries[0]!
    const category = dice.weighted('category', ASKED_ABOUT.includes(entry.id) ? ASKED_MIX : MIX)
    const where = `${TOWNSHIPS[township]!}${place}`
    const ask = dice.pick('ask', ASKS[category]).replace('{p}', where).replace('{m}', matter)
    return {
      title: `${where}${matter}问题`,
      text: `${dice.pick('since', SINCE)}，${ask}`,
      category,
      township,
      place,
      entry,
    }
  }
}
