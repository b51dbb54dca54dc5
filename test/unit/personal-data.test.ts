import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Caller, MASKS, masked, personalDataIn } from '../../functions/src/domain/people/personal-data'

const CALLER: Caller = {
  name: '张三',
  phone: '13812345678',
  idNumber: '36042919900101123X',
  address: '江西省九江市湖口县马影镇走马村三组12号3栋201室',
}
const NOBODY: Caller = { name: '', phone: '', idNumber: '', address: '' }
const of = (given: Partial<Caller>): Caller => ({ ...NOBODY, ...given })

const { name: N, phone: P, idNumber: I, address: A } = MASKS

describe('what the caller gave is found in any spelling', () => {
  it.each([
    ['13812345678', P],
    ['１３８１２３４５６７８', P],
    ['138 1234 5678', P],
    ['138-1234-5678', P],
    ['138－1234－5678', P],
    ['138.1234.5678', P],
    ['138，1234，5678', P],
    ['1 3 8 1 2 3 4 5 6 7 8', P],
    ['138\n12345678', P],
    ['138\u200b1234\u200b5678', P],
    ['+86 138 1234 5678', P],
    ['+8613812345678', P],
    ['008613812345678', P],
    ['一三八一二三四五六七八', P],
    ['幺三八 1234 五六七八', P],
    ['电话13812345678转2', `电话${P}转2`],
    ['编号13812345678', `编号${P}`],
    ['36042919900101123X', I],
    ['36042919900101123x', I],
    ['３６０４２９１９９００１０１１２３Ｘ', I],
    ['360429 19900101 123x', I],
    ['360429 1990 0101 123 X', I],
    ['360429-19900101-123X', I],
    ['张三', N],
    ['张 三', N],
    ['张　三', N],
    ['张\u200b三', N],
    ['张·三', N],
    ['张先生', `${N}先生`],
    ['张 女士', `${N} 女士`],
    ['张某某反映', `${N}某某反映`],
    ['马影镇走马村三组12号3栋201室', `马影镇走马村${A}`],
    ['走马村3组12号', `走马村${A}`],
    ['12号3栋', A],
    ['走马村三组１２号 ３栋 ２０１室', `走马村${A}`],
  ])('[R16.1] %j becomes %j', (said, shown) => {
    expect(masked(said, CALLER)).toBe(shown)
    expect(masked(`我说：${said}。`, CALLER)).toBe(`我说：${shown}。`)
  })

  it.each<[Partial<Caller>, string, string]>([
    [{ phone: '0792-6332345' }, '家里6332345', `家里${P}`],
    [{ phone: '13812345678/6332345' }, '或打6332345', `或打${P}`],
    [{ phone: '13812345678 15912345678' }, '159 1234 5678', P],
    [{ phone: '+86 138 1234 5678' }, '13812345678', P],
    [{ idNumber: 'H12345678' }, '通行证h 1234 5678', `通行证${I}`],
    [{ name: '阿卜杜拉·买买提' }, '阿卜杜拉.买买提，买买提', `${N}，${N}`],
    [{ name: '欧阳春' }, '欧阳女士', `${N}女士`],
    [{ name: 'Li Na' }, 'li na', N],
    [{ name: '王先生' }, '王先生、王家村', `${N}先生、王家村`],
    [{ name: '王' }, '王女士、王家村', `${N}女士、王家村`],
    [{ address: '马影镇走马村王家湾' }, '住在王家湾', `住在${A}`],
    [{ address: '马影镇走马村3组' }, '走马村3组，另有13组', `走马村${A}，另有13组`],
    [{ address: '双钟镇三里小区3栋' }, '三里小区3栋', A],
    [{ address: '凰村镇凰村8号院' }, '凰村镇凰村8号院', `凰村镇凰村${A}`],
  ])('[R16.1] %j in %j', (caller, said, shown) => {
    expect(masked(said, of(caller))).toBe(shown)
  })
})

describe('numbers of people whom nobody named are known by their shape', () => {
  it.each([
    ['13900139000', P],
    ['139 0013 9000', P],
    ['+86-139-0013-9000', P],
    ['（0792）6332345', P],
    ['(0792)6332345', P],
    ['0792-6332345', P],
    ['010 6233 2345', P],
    ['110105199003071234', I],
    ['110105 1990 0307 123 x', I],
    ['110105900307123', I],
  ])('[R16.1] %j becomes %j', (said, shown) => {
    expect(masked(said, NOBODY).replace(/[()（]/g, '')).toBe(shown)
  })

  it.each([
    '工单编号13912345678',
    '户号：13912345678，本月多收',
    '工程款13500180000元',
    '2019-02-28 11:25:05',
    '2026年11月24日，第202611241200123号',
    '202611241201011234',
    '面积1350.0-1800.00平方米',
    '85.5-90.5，1 2 3，13-15 20:30',
    '赣G13812、赣G·A1380',
    '卡号6222 0213 8001 3800 123',
    '订单1380013800123456',
    '拨打12345、110、4001234567',
    '1500、1800、200',
    '360429990100123',
  ])('[R16.1] %j is none', (text) => {
    expect(masked(text, NOBODY)).toBe(text)
    expect(personalDataIn({ text })).toBeNull()
  })
})

describe('what many share stays, since dispatch needs it and it gives nobody away', () => {
  it.each<[Partial<Caller>, string]>([
    [CALLER, '马影镇走马村路灯不亮，张家湾也是；扩张'],
    [CALLER, '马影镇政府门口三组路面破损'],
    [{ address: '马影镇' }, '马影镇'],
    [{ address: '江西省九江市湖口县' }, '湖口县城'],
    [{ address: '湖口县城' }, '湖口县城'],
    [{ address: '双钟镇石钟山大道12号' }, '石钟山大道堵车'],
    [{ address: '双钟镇三里小区3栋' }, '三里小区停水'],
    [{ name: '王' }, '王家村的王'],
    [{ name: '匿名' }, '匿名反映'],
    [{ name: '群众' }, '群众意见大'],
    [{ name: '李国庆' }, '国庆期间'],
    [{ name: '有明' }, '有某些人'],
    [{ name: 'Li' }, 'Lily'],
    [{ idNumber: '无' }, '无人管'],
    [{ idNumber: '1', phone: '110', address: '1' }, '1号楼打过110'],
  ])('[R16.1] %j leaves %j alone', (caller, text) => {
    expect(masked(text, { ...NOBODY, ...caller })).toBe(text)
  })

  it('[R16.1] masks a name that is also a word: the word can be guessed, the name could not be taken back', () => {
    expect(masked('我很高兴', of({ name: '高兴' }))).toBe(`我很${N}`)
  })
})

const oneOf = (units: string) => fc.constantFrom(...Array.from(units))
const digit = fc.integer({ min: 0, max: 9 }).map(String)
const digits = (count: number) =>
  fc.array(digit, { minLength: count, maxLength: count }).map((all) => all.join(''))
const two = (min: number, max: number) =>
  fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'))

const aName = fc
  .tuple(
    oneOf('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'),
    fc.array(oneOf('伟芳娜敏静丽强磊军洋勇艳杰娟涛'), { minLength: 1, maxLength: 2 }),
  )
  .map(([surname, given]) => surname + given.join(''))
const aPhone = fc.tuple(oneOf('3456789'), digits(9)).map(([second, rest]) => `1${second}${rest}`)
const anIdNumber = fc
  .tuple(
    fc.constantFrom('360429', '110105', '440300'),
    fc.integer({ min: 1930, max: 2015 }),
    two(1, 12),
    two(1, 28),
    digits(3),
    oneOf('0123456789X'),
  )
  .map((parts) => parts.join(''))
const anAddress = fc
  .tuple(
    fc.constantFrom('湖口县双钟镇', '江西省九江市湖口县流泗镇', '马影镇', ''),
    fc.constantFrom('石钟山大道', '三里小区', '走马村', '凰村'),
    fc.integer({ min: 1, max: 400 }),
    fc.integer({ min: 1, max: 60 }),
  )
  .map(([town, road, house, flat]) => `${town}${road}${house}号${flat}室`)
const aCaller = fc.record({ name: aName, phone: aPhone, idNumber: anIdNumber, address: anAddress })

const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Za-z]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0))
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  fullWidth,
  (text) => text.toLowerCase(),
  (text) => Array.from(text).join(' '),
  (text) => Array.from(text).join('-'),
  (text) => text.replace(/(\d{3})(?=\d)/g, '$1 '),
  (text) => fullWidth(text.replace(/(\d{4})(?=\d)/g, '$1－')),
  (text) => Array.from(text).join('\u200b'),
]
/** Sentences with neither digits nor names in them, so that all that is found is what was put in. */
const filler = fc.constantFrom(
  '路灯坏了，',
  '我家在',
  '请尽快处理。',
  '\n',
  ' ',
  '，电话',
  '身份证：',
  '（急）',
  '反映噪声扰民',
)
const spelt = (value: string) => fc.constantFrom(...spellings).map((spell) => spell(value))

const callerAndText = aCaller.chain((caller) =>
  fc.record({
    caller: fc.constant(caller),
    text: fc
      .array(fc.oneof(filler, ...Object.values(caller).map(spelt)), { minLength: 1, maxLength: 12 })
      .map((parts) => parts.join('')),
  }),
)

const evened = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u200b-]/g, '')
    .toUpperCase()

describe('whoever calls and whatever is said', () => {
  it('[R16.1] nothing of the four is left', () => {
    fc.assert(
      fc.property(callerAndText, ({ caller, text }) => {
        const shown = evened(masked(text, caller))
        for (const value of Object.values(caller)) expect(shown).not.toContain(evened(value))
      }),
      { numRuns: 3_000 },
    )
  })

  it('[R16.1] masking twice is masking once, even of nonsense', () => {
    const soup = fc.string({
      unit: oneOf('0123456789xX１３８ -.一二三号栋室张三先生某【】姓名电话住址+元()镇村'),
      maxLength: 120,
    })
    fc.assert(
      fc.property(
        soup,
        fc.record({ name: soup, phone: soup, idNumber: soup, address: soup }),
        (text, caller) => {
          const once = masked(text, caller)
          expect(masked(once, caller)).toBe(once)
        },
      ),
      { numRuns: 3_000 },
    )
    fc.assert(
      fc.property(callerAndText, ({ caller, text }) => {
        const once = masked(text, caller)
        expect(masked(once, caller)).toBe(once)
      }),
    )
  })

  it('[R16.1] a text without personal data is not touched', () => {
    const harmless = fc.array(
      fc.oneof(
        filler,
        fc.constantFrom('2026年', '12345', '赣G12345', '3,500元', '8月15日', '第6条', '1.5米'),
      ),
      { maxLength: 15 },
    )
    fc.assert(
      fc.property(harmless, aCaller, (parts, caller) => {
        const text = parts.join('；')
        expect(masked(text, caller)).toBe(text)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('nobody keeps it busy', () => {
  const LONGEST = 20_000
  const hostile = of({
    name: '张'.repeat(100),
    phone: '1'.repeat(60),
    idNumber: '1'.repeat(60),
    address: '甲1号'.repeat(100),
  })
  it.each(['1', '1 ', '1-', '一', '甲1号', '张', ' ', '13812345678 ', '(', 'X', '\u200b', '138 0013 8000 '])(
    '[R16.1] %j over and over',
    (part) => {
      const text = part.repeat(LONGEST / part.length)
      const began = performance.now()
      masked(text, hostile)
      expect(performance.now() - began).toBeLessThan(2_000)
    },
  )
})

describe('what a handler writes', () => {
  it('[R16.1] may hold an office telephone, but neither a mobile nor an id number', () => {
    expect(personalDataIn({ note: '请致电0792-6332345，窗口12345' })).toBeNull()
    expect(personalDataIn({ note: '已联系１３８ 1234 5678' })).toBe('note')
    expect(personalDataIn({ note: '', 'basis.name': '见36042919900101123x' })).toBe('basis.name')
    expect(personalDataIn({ 'steps.0.what': '', 'steps.1.what': '+8613812345678' })).toBe('steps.1.what')
  })
})
