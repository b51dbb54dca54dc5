import { CannotRun } from './problem'

/** The fields of a work order that a column can fill, by the names under which lists have them. */
const NAMES = {
  cityNumber: [
    '工单编号',
    '编号',
    '工单号',
    '市工单编号',
    '受理编号',
    '留言编号',
    'id',
    'citynumber',
    'number',
  ],
  title: ['标题', '主题', '工单标题', '诉求标题', '留言主题', 'title', 'subject'],
  text: [
    '内容',
    '诉求内容',
    '工单内容',
    '详细内容',
    '问题描述',
    '留言详情',
    '正文',
    'text',
    'detail',
    'content',
  ],
  category: ['类别', '类型', '诉求类别', '诉求类型', '工单类别', '工单类型', 'category', 'type'],
  matter: ['事项', '诉求事项', '事项分类', 'matter'],
  township: ['乡镇', '所属乡镇', '属地', 'township'],
  place: ['地点', '具体地点', '事发地点', '发生地点', 'place'],
  calledAt: ['诉求时间', '来电时间', '反映时间', '留言时间', 'time', 'calledat'],
  transferredAt: ['转办时间', '转派时间', '交办时间', 'transferredat'],
  cityDeadline: ['办结时限', '办理时限', '截止时间', 'citydeadline', 'deadline'],
  urgent: ['紧急', '是否紧急', '紧急程度', '紧急情形', 'urgent'],
  'caller.name': [
    '姓名',
    '诉求人',
    '诉求人姓名',
    '来电人',
    '来电人姓名',
    'name',
    'caller.name',
    'callername',
  ],
  'caller.phone': [
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '联系电话',
    '来电号码',
    '联系方式',
    'phone',
    'caller.phone',
  ],
  'caller.idNumber': ['身份证号', '身份证', '身份证号码', 'idnumber', 'caller.idnumber'],
  'caller.address': ['地址', '住址', '联系地址', '家庭住址', 'address', 'caller.address'],
} as const satisfies Record<string, readonly string[]>

export type Field = keyof typeof NAMES
export const FIELDS = Object.keys(NAMES) as Field[]
const REQUIRED = ['cityNumber', 'title', 'text'] as const satisfies readonly Field[]

/** Which column of the table, counted from 0, fills a field. */
export type Columns = ReadonlyMap<Field, number>

/** Headers match without spaces, capitals, colons, `_`, `-` and `*`, so `工单编号：` and ` City_Number ` are found. */
const even = (name: string): string => name.toLowerCase().replace(/[\s_\-*：:]/g, '')

const fieldOf = (name: string): Field | undefined =>
  FIELDS.find((field) => (NAMES[field] as readonly string[]).includes(even(name)))

/** A field's short name may be used in `--map` too: `phone=手机` for `caller.phone=手机`. */
const namedField = (name: string): Field | undefined =>
  FIELDS.find((field) => even(field) === even(name) || even(field) === even(`caller.${name}`))

/** `cityNumber=id,title=title` as pairs of a field and the header of its column. */
export const parseMap = (map: string): ReadonlyMap<Field, string> => {
  const pairs = new Map<Field, string>()
  for (const pair of map.split(',').filter((each) => each.trim() !== '')) {
    const at = pair.indexOf('=')
    const [name, column] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if (at < 1 || column === '') throw new CannotRun(`--map 应写作 字段=列名，用逗号分开，不能写作“${pair}”`)
    const field = namedField(name)
    if (field === undefined)
      throw new CannotRun(`--map 中没有“${name}”这个字段，可用的有：${FIELDS.join('、')}`)
    if (pairs.has(field)) throw new CannotRun(`--map 中“${name}”写了两次`)
    pairs.set(field, column)
  }
  return pairs
}

/** Columns as `--map` names them; the other columns are found by their headers. */
export const columnsOf = (header: readonly string[], map: ReadonlyMap<Field, string>): Columns => {
  const columns = new Map<Field, number>()
  for (const [field, name] of map) {
    const at = header.findIndex((each) => each === name || even(each) === even(name))
    if (at < 0) throw new CannotRun(`文件中没有“${name}”这一列，表头是：${shown(header)}`)
    columns.set(field, at)
  }
  const mapped = new Set(columns.values())
  for (const [at, name] of header.entries()) {
    const field = fieldOf(name)
    if (field === undefined || map.has(field) || mapped.has(at)) continue
    const other = columns.get(field)
    if (other !== undefined)
      throw new CannotRun(
        `“${header[other] ?? ''}”和“${name}”两列说的是同一项，请用 --map ${field}=列名 指明用哪一列`,
      )
    columns.set(field, at)
  }
  const missing = REQUIRED.filter((field) => !columns.has(field))
  if (missing.length > 0)
    throw new CannotRun(
      `认不出${missing.map((field) => `“${NAMES[field][0]}”`).join('、')}是哪一列，表头是：${shown(header)}。` +
        `请用 --map ${missing.map((field) => `${field}=列名`).join(',')} 指明`,
    )
  return columns
}

const shown = (header: readonly string[]): string =>
  header
    .map((name) => (name.length > 20 ? `${name.slice(0, 20)}…` : name))
    .join('、')
    .slice(0, 300)
