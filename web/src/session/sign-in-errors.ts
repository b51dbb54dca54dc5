/** What Firebase's sign-in answers, in words; nothing here tells whether an account exists. */
const WORDS: Readonly<Record<string, string>> = {
  'auth/invalid-credential': '账号或密码不正确，请核对后重新输入。',
  'auth/wrong-password': '账号或密码不正确，请核对后重新输入。',
  'auth/user-not-found': '账号或密码不正确，请核对后重新输入。',
  'auth/invalid-email': '账号格式不正确，请输入完整的邮箱地址，如 name@hukou.gov.cn。',
  'auth/user-disabled': '该账号已停用，请联系系统管理员。',
  'auth/too-many-requests': '尝试次数过多，请稍等几分钟再登录；忘记密码请联系系统管理员。',
  'auth/password-does-not-meet-requirements':
    '密码不符合安全要求：至少 10 位，含小写字母和数字。现有密码过于简单的，请联系系统管理员重新设置。',
  'auth/invalid-verification-code': '动态口令不正确或已过期。请输入验证器当前显示的 6 位数字。',
  'auth/totp-challenge-timeout': '等待时间过长，请重新输入账号和密码登录。',
  'auth/requires-recent-login': '为确认是您本人操作，请重新输入当前密码后再试。',
  'auth/unverified-email': '该账号的邮箱尚未核验，不能启用动态口令。请联系系统管理员。',
  'auth/operation-not-allowed': '系统尚未开通这项功能，请联系系统管理员。',
  'auth/network-request-failed': '网络连接不上，账号和密码已保留，请检查网络后重试。',
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

/** Another code may be tried; after anything else the sign-in begins anew. */
export const isWrongCode = (error: unknown): boolean => codeOf(error) === 'auth/invalid-verification-code'

/** The server said no before anybody was let in: nobody invited the account, or its address is another. */
const isTurnedAway = (error: unknown): boolean =>
  codeOf(error) === 'auth/internal-error' &&
  error instanceof Error &&
  error.message.includes('PERMISSION_DENIED')

export const signInError = (error: unknown): string =>
  isTurnedAway(error)
    ? '该账号不能登录本系统，请联系系统管理员。'
    : (WORDS[codeOf(error)] ?? '暂时无法登录，请稍后重试；多次不成功请联系系统管理员。')
