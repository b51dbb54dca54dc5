/** Administration's log and the proposals that wait for a second administrator, in an office's words. */
import type { Administration, Deed, Seated, UnitShown } from '../administration/administration'
import { postOfKey } from '../people/people'
import type { Seating } from '../people/seat'
import { CHANNEL, FIELD, MECHANISM, postName, UNIT_KIND, type UnitName } from './terms'

export const DEED: Readonly<Record<Deed['did'], string>> = {
  'set-staff': '人员变更',
  'propose-staff': '提出人员变更',
  'decline-staff': '不同意人员变更',
  'claim-invitation': '本人启用账号',
  'remove-account': '清除外来账号',
  'require-password-change': '要求修改密码',
  'remove-second-factor': '移除动态口令',
  'set-home': '登记住处',
  'set-unit': '单位变更',
  'set-channel': '消息通道变更',
  'set-hosts': '消息服务器名单变更',
  'propose-hosts': '提出增加消息服务器',
  'decline-hosts': '不同意增加消息服务器',
  'retry-delivery': '重新发送消息',
  'publish-year': '公布放假安排',
  'set-county-days': '调整本县日期',
  'set-policy': '发布政策',
  'set-matters': '发布事项目录',
  'propose-policy': '提出放宽安全设置',
  'decline-policy': '不同意放宽安全设置',
}

/** One change, or for somebody new one value. */
export interface ChangedLine {
  readonly label: string
  /** Null where there was nothing before. */
  readonly before: string | null
  readonly after: string
}

const stateOf = ({ active, invited = false }: Partial<Seated>): string =>
  invited ? '已邀请，尚未启用' : active === true ? '在岗' : '已停用'

const postsOf = (posts: readonly string[], unitName: UnitName): string =>
  posts
    .map((key) => {
      const post = postOfKey(key)
      return post === null ? key : postName(post, unitName)
    })
    .join('、') || '无'

const keptText = (unit: UnitShown, kept: 'disciplineGroup' | 'duties' | 'mechanisms'): string => {
  switch (kept) {
    case 'disciplineGroup':
      return unit.disciplineGroup ?? ''
    case 'duties':
      return unit.duties === undefined ? '' : `${unit.duties.length} 项：${unit.duties.join('、')}`
    case 'mechanisms':
      return (unit.mechanisms ?? [])
        .map(({ kind, document, on }) => `${MECHANISM[kind]} ${document}（${on}）`)
        .join('、')
  }
}

const changed = (lines: readonly ChangedLine[]): ChangedLine[] =>
  lines.filter(({ before, after }) => before !== after)

/** The changes to a person, made or proposed; the name only where it is new. */
export const seatingLines = (
  before: Seated | null,
  after: Seating & Partial<Seated>,
  unitName: UnitName,
): ChangedLine[] =>
  changed([
    { label: '姓名', before: before?.name ?? null, after: after.name },
    {
      label: '岗位',
      before: before === null ? null : postsOf(before.posts, unitName),
      after: postsOf(after.posts, unitName),
    },
    { label: '状态', before: before === null ? null : stateOf(before), after: stateOf(after) },
  ])

/** The changes that an entry of the log records. */
export const deedLines = (deed: Deed, unitName: UnitName): ChangedLine[] => {
  switch (deed.did) {
    case 'set-staff':
    case 'propose-staff':
    case 'decline-staff':
    case 'claim-invitation':
      return seatingLines(deed.before, deed.after, unitName)
    case 'set-unit': {
      const { before, after } = deed
      return changed([
        { label: '名称', before: before?.name ?? null, after: after.name },
        {
          label: '类型',
          before: before === null ? null : UNIT_KIND[before.kind],
          after: UNIT_KIND[after.kind],
        },
        { label: '承办股室', before: before?.section ?? null, after: after.section || '未定' },
        ...(['disciplineGroup', 'duties', 'mechanisms'] as const).flatMap((kept) => {
          const now = keptText(after, kept)
          const was = before === null ? null : keptText(before, kept)
          return now === '' && (was ?? '') === ''
            ? []
            : [{ label: FIELD[kept], before: was, after: now || '无' }]
        }),
      ])
    }
    case 'set-channel': {
      const kind = (each: (typeof deed)['after']): string =>
        each.kind === 'none' ? '只在系统内通知' : CHANNEL[each.kind]
      return [{ label: '通道', before: kind(deed.before), after: kind(deed.after) }]
    }
    case 'set-hosts':
    case 'propose-hosts':
    case 'decline-hosts': {
      const list = ({ hosts }: (typeof deed)['after']): string =>
        hosts.map(({ host, port }) => `${host}:${port}`).join('、')
      return [{ label: '名单', before: list(deed.before), after: list(deed.after) }]
    }
    case 'publish-year':
    case 'set-county-days':
    case 'set-policy':
    case 'set-matters':
      return [{ label: '版本', before: deed.before.version, after: deed.after.version }]
    case 'propose-policy':
    case 'decline-policy':
    case 'remove-account':
    case 'require-password-change':
    case 'remove-second-factor':
    case 'set-home':
    case 'retry-delivery':
      return []
  }
}

/** The person or thing an entry is about, by its name at that time. */
export const deedSubject = (entry: Administration): string => {
  switch (entry.did) {
    case 'set-staff':
    case 'propose-staff':
    case 'decline-staff':
    case 'claim-invitation':
    case 'set-unit':
    case 'require-password-change':
    case 'remove-second-factor':
    case 'set-home':
      return entry.after.name
    case 'remove-account':
      return '邮箱被他人抢先注册'
    default:
      return ''
  }
}
