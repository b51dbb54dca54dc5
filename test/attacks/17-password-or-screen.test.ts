import { readFileSync } from 'node:fs'
import { getApps } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { passwordProblem } from '../../functions/src/domain/people/password'
import { standingOf } from '../../functions/src/domain/people/people'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { paths } from '../../functions/src/store/paths'
import { type SignInConfig, signInProblems } from '../../scripts/administration/sign-in-settings'
import { freshScreens, signIn } from '../e2e/support/browser'
import { adminDatabase, call, tokenOf as unsignedToken } from '../support/county'
import { callWith, readStatus, signInWith, tokenOf } from '../support/identity'

const screens = freshScreens()

const GIVEN = 'given-by-another-1'
const OWN = 'Lushan-Waterfall-9'
const LOOK = { type: 'end-sessions', which: 'others' }
/** A command that a clerk gives; that the order is not there is found out after who gives it. */
const COMMAND = {
  order: 'ATTACK-17-ABSENT',
  id: 'attack-17-command',
  type: 'centre-sign',
  actingAs: 'clerk',
  expectedVersion: 1,
  data: {},
}

/** A clerk of one test alone, with an account of their own. */
const newClerk = async (uid: string): Promise<string> => {
  const email = `${uid}@hotline.example`
  await getAuth(getApps()[0]).createUser({ uid, email, emailVerified: true, password: GIVEN })
  const posts = ['clerk']
  const standing = standingOf('uid', [{ role: 'clerk', unit: null }], true, false)
  const at = paths(adminDatabase())
  await at.staff.doc(uid).set({ name: uid, active: true, posts, ...standing })
  await at.accounts.doc(uid).set({ email, invitedAt: 0, invitation: null, claimedAt: 0 })
  return email
}

/** A token of a sign-in as told. */
const forged = (uid: string, claims: object): string =>
  unsignedToken(uid, { firebase: { sign_in_provider: 'password', identities: {} }, ...claims })

/** What whoever holds the token gets: of the database, and of a door. */
const gets = async (token: string): Promise<readonly [number, string | null]> => {
  const command = await callWith(token, 'command', COMMAND)
  return [await readStatus(token, 'settings/county'), command.ok ? null : (command.refusal?.code ?? 'error')]
}
/** In: reads, and the door goes on to ask about the order. */
const IN = [200, 'access.unknown-order']

describe('a password', () => {
  it.each([
    ['short-1A', 'password.too-short'],
    ['Clerk-2026-x', 'password.guessable'],
    ['aB-12345-67x', 'password.guessable'],
    ['HuKou-2026-x', 'password.guessable'],
    ['aaaaaaaaaaA1', 'password.guessable'],
    ['onlyletters', 'password.too-plain'],
    ['letters2026', 'password.too-plain'],
    ['x1'.repeat(70), 'password.too-long'],
  ])('attack 17: %s, which would be tried first, is no password', (password, code) => {
    expect(passwordProblem(password, { email: 'clerk@hotline.example' })?.code).toBe(code)
  })

  it.each(['Lushan-2026x', 'xiao niao fei guo poyang hu 7'])('attack 17, allowed: %s is one', (password) => {
    expect(passwordProblem(password, { email: 'clerk@hotline.example' })).toBeNull()
  })

  it('attack 17: whoever finds a screen left alone does not change its password, nor to a weak one', async () => {
    await newClerk('attack-17-proof')
    const change = (token: string, password: string) =>
      callWith(token, 'myAccount', { type: 'change-password', password })
    const anHourAgo = Math.floor(Date.now() / 1000) - 3600
    expect(await change(forged('attack-17-proof', { auth_time: anHourAgo }), OWN)).toMatchObject({
      refusal: { code: 'access.not-proved' },
    })
    expect(await change(forged('attack-17-proof', {}), 'Attack-17-proof')).toMatchObject({
      refusal: { code: 'password.guessable' },
    })
    expect(await signInWith('attack-17-proof@hotline.example', GIVEN)).toHaveProperty('idToken')
  })

  it('attack 17, allowed: whoever has just shown who they are changes it to a good one', async () => {
    const email = await newClerk('attack-17-change')
    const token = await tokenOf(email, GIVEN)
    expect(await callWith(token, 'myAccount', { type: 'change-password', password: OWN })).toMatchObject({
      ok: true,
    })
    expect(await signInWith(email, GIVEN)).not.toHaveProperty('idToken')
    expect(await gets(await tokenOf(email, OWN))).toEqual(IN)
    // What was open with the old password is not any more.
    expect(await gets(token)).toEqual([403, 'access.session-ended'])
  })

  it('attack 17: who signs in with a password that others know reads nothing and does nothing', async () => {
    const email = await newClerk('attack-17-given')
    const before = await tokenOf(email, GIVEN)
    // One that was made where sign-ins are not written down.
    const unlisted = forged('attack-17-given', {})
    for (const token of [before, unlisted]) expect(await gets(token)).toEqual(IN)
    const reset = { type: 'require-password-change', actingAs: 'administrator', uid: 'attack-17-given' }
    expect(await call('administrator', 'administer', reset)).toMatchObject({ ok: true })

    for (const token of [before, unlisted]) expect(await gets(token)).toEqual([403, 'access.not-signed-in'])
    // Tokens know whole seconds: what is made in the same one is over as well.
    const second = Math.floor(Date.now() / 1000)
    await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(second)
    expect(await gets(await tokenOf(email, GIVEN))).toEqual([403, 'access.password-to-change'])
    const log = await paths(adminDatabase())
      .administrations.where('did', '==', 'require-password-change')
      .get()
    expect(log.docs.map((entry) => entry.get('whom') as string)).toEqual(['attack-17-given'])
  })

  it('attack 17, allowed: after they changed it they read again', async () => {
    const email = 'attack-17-given@hotline.example'
    const token = await tokenOf(email, GIVEN)
    expect(await callWith(token, 'myAccount', { type: 'change-password', password: OWN })).toMatchObject({
      ok: true,
    })
    expect(await gets(await tokenOf(email, OWN))).toEqual(IN)
  })

  it('attack 17: only an administrator forces anybody', async () => {
    const reset = { type: 'require-password-change', actingAs: 'administrator', uid: 'reviewer' }
    expect(await call('clerk', 'administer', reset)).toMatchObject({ ok: false })
  })

  it.each([
    ['the answer', false],
    ['the document, before any answer,', true],
  ])('a forced change is made on the page, and leads back to the work: %s says so first', async (_, held) => {
    const uid = held ? 'attack-17-held' : 'attack-17-page'
    const email = await newClerk(uid)
    await paths(adminDatabase()).staff.doc(uid).update({ mustChangePassword: true })
    const page = await screens.blank()
    await enter(page, email, GIVEN)
    await page.getByRole('heading', { name: '请先修改密码' }).waitFor()
    await page.getByLabel('当前密码').fill(GIVEN)
    await page.getByLabel('新密码', { exact: true }).fill('letters2026')
    await page.getByLabel('再输一次新密码').fill('letters2026')
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByRole('alert').getByText('大写字母或符号').waitFor()
    // The change is made, and its answer does not come before the page has gone.
    if (held)
      await page.route(/myAccount/, async (route) => {
        await route.fetch()
      })
    await page.getByLabel('新密码', { exact: true }).fill(OWN)
    await page.getByLabel('再输一次新密码').fill(OWN)
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('请用新密码重新登录').waitFor()
    await enter(page, email, OWN)
    await page.getByRole('navigation', { name: '工单视图' }).waitFor()
  })
})

const enter = async (page: Page, email: string, password: string): Promise<void> => {
  await page.getByLabel('账号').fill(email)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

describe('a session', () => {
  it('attack 17: a session that its owner ended opens nothing, and ends no other', async () => {
    const email = await newClerk('attack-17-sessions')
    const [stolen, own] = [await tokenOf(email, GIVEN), await tokenOf(email, GIVEN)]
    expect(await gets(stolen)).toEqual(IN)
    expect(await callWith(own, 'myAccount', LOOK)).toMatchObject({ ok: true, result: { ended: 1 } })
    expect(await gets(stolen)).toEqual([403, 'access.session-ended'])
    expect(await callWith(stolen, 'myAccount', LOOK)).toMatchObject({
      refusal: { code: 'access.session-ended' },
    })
    // The other one, one fact away.
    expect(await gets(own)).toEqual(IN)
  })

  it("attack 17: nobody sees or ends another's sessions", async () => {
    const email = 'attack-17-sessions@hotline.example'
    const token = await tokenOf(email, GIVEN)
    const { docs } = await paths(adminDatabase()).sessions('attack-17-sessions').get()
    expect(docs).toHaveLength(2)
    const path = `staff/attack-17-sessions/sessions/${docs[0]!.id}`
    for (const uid of ['clerk', 'administrator', 'discipline']) {
      expect(await readStatus(forged(uid, {}), path)).toBe(403)
      expect(
        await call(uid, 'myAccount', { type: 'end-sessions', which: { id: docs[0]!.id } }),
      ).toMatchObject({ refusal: { code: 'session.unknown' } })
    }
    expect(await readStatus(token, path)).toBe(200)
    // Enough to know it again, and no more.
    expect(Object.keys(docs[0]!.data()).sort()).toEqual(['at', 'browser', 'network', 'system'])
    expect(docs[0]!.get('network')).toBe('127.0.*.*')
  })

  it('attack 17: a made-up session is none', async () => {
    expect(await gets(forged('attack-17-sessions', { session: 'made-up' }))).toEqual([
      403,
      'access.session-ended',
    ])
  })

  it('attack 17, allowed: the page lists where one is signed in, and ends one of them', async () => {
    const email = 'attack-17-sessions@hotline.example'
    const page = await screens.blank()
    await enter(page, email, GIVEN)
    await page.getByRole('navigation', { name: '工单视图' }).waitFor()
    const elsewhere = await tokenOf(email, GIVEN)
    await page.getByRole('button', { name: '账户与岗位' }).click()
    await page.getByRole('link', { name: '我的账号' }).click()
    const list = page.getByRole('list', { name: '登录中的设备' })
    await list.getByText('本次登录').waitFor()
    await page.getByRole('button', { name: '结束其他所有登录' }).click()
    await page.getByRole('button', { name: '结束其他所有登录' }).waitFor({ state: 'detached' })
    expect(await list.getByRole('listitem').count()).toBe(1)
    expect(await gets(elsewhere)).toEqual([403, 'access.session-ended'])
  })

  it('attack 17: who signs out leaves no token behind that still opens anything', async () => {
    const page = await screens.of('reviewer')
    const sessions = async (): Promise<number> =>
      (await paths(adminDatabase()).staff.doc('reviewer').get()).data()?.sessions?.length ?? 0
    expect(await sessions()).toBe(1)
    await page.getByRole('button', { name: '账户与岗位' }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByText('您已安全退出').waitFor()
    await expect.poll(sessions).toBe(0)
  })
})

describe('a second factor', () => {
  const needed = { firebase: { sign_in_provider: 'password', sign_in_second_factor: 'totp' } }

  it('attack 17: a stolen password alone opens nothing to whom the policy asks a second factor', async () => {
    expect(await gets(forged('deputy', {}))).toEqual(IN)
    const { version: basedOn, ...policy } = DEFAULT_POLICY
    const change = {
      type: 'set-policy',
      actingAs: 'administrator',
      basedOn,
      policy: { ...policy, guard: { ...policy.guard, secondFactorOf: 'lookers' } },
    }
    expect(await call('administrator', 'administer', change)).toMatchObject({ ok: true })
    // At once, in the sessions that are open too, and whatever else the token says.
    for (const uid of ['deputy', 'mayi-handler', 'mayi-leader', 'administrator'])
      expect(await gets(forged(uid, {}))).toEqual([403, 'access.second-factor-missing'])
    expect(await gets(forged('deputy', { needsSecondFactor: false, admin: true }))).toEqual([
      403,
      'access.second-factor-missing',
    ])
  })

  it('attack 17, allowed: with it they come in, and whose posts see no caller come in without', async () => {
    expect(await gets(forged('deputy', needed))).toEqual(IN)
    expect(await readStatus(forged('supervision', {}), 'settings/county')).toBe(200)
  })

  it('attack 17: who is signed in without it is led to it, and sees nothing else', async () => {
    const page = await screens.blank()
    await signIn(page, 'deputy')
    await page.getByRole('heading', { name: '请先启用动态口令' }).waitFor()
    expect(await page.getByRole('navigation', { name: '工单视图' }).count()).toBe(0)
  })

  it('attack 17, allowed: a sign-in that gave its second factor to the sign-in service reads', async () => {
    const email = await newClerk('attack-17-factor')
    // The emulator knows codes by text message only; that it was a second factor is all that is asked of the token.
    const phoneNumber = '+8613800138017'
    const enrolledFactors = [
      { uid: 'telephone', factorId: 'phone', phoneNumber, displayName: 'telephone' },
    ] as const
    await getAuth(getApps()[0]).updateUser('attack-17-factor', {
      multiFactor: { enrolledFactors: [...enrolledFactors] },
    })
    const pending = (await signInWith(email, GIVEN)) as Pending
    expect(pending.idToken).toBeUndefined()
    const token = await withCode(pending)
    expect(await gets(token)).toEqual(IN)
    expect(await gets(forged('attack-17-factor', {}))).toEqual([403, 'access.second-factor-missing'])
  })
})

interface Pending {
  readonly idToken?: string
  readonly mfaPendingCredential: string
  readonly mfaInfo: readonly [{ readonly mfaEnrollmentId: string }]
}

/** Gives the code that the emulator would have sent, and answers the token. */
const withCode = async ({ mfaPendingCredential, mfaInfo }: Pending): Promise<string> => {
  const { ports, projectId } = inject('suite')
  const auth = `http://127.0.0.1:${ports.auth}`
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${auth}/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
    return (await answer.json()) as T
  }
  const { mfaEnrollmentId } = mfaInfo[0]
  const started = await ask<{ phoneResponseInfo: { sessionInfo: string } }>(
    'identitytoolkit.googleapis.com/v2/accounts/mfaSignIn:start?key=local',
    { mfaPendingCredential, mfaEnrollmentId, phoneSignInInfo: {} },
  )
  const { sessionInfo } = started.phoneResponseInfo
  const { verificationCodes } = await ask<{ verificationCodes: { sessionInfo: string; code: string }[] }>(
    `emulator/v1/projects/${projectId}/verificationCodes`,
  )
  const code = verificationCodes.find((each) => each.sessionInfo === sessionInfo)?.code
  const { idToken } = await ask<{ idToken: string }>(
    'identitytoolkit.googleapis.com/v2/accounts/mfaSignIn:finalize?key=local',
    { mfaPendingCredential, phoneVerificationInfo: { sessionInfo, code } },
  )
  return idToken
}

describe('a screen left alone', () => {
  const work = (page: Page) => page.getByRole('navigation', { name: '工单视图' })
  /** A screen of somebody whose posts are asked no second factor, whose clock the test moves. */
  const left = async (): Promise<Page> => {
    const page = await screens.blank()
    await page.clock.install()
    await page.reload()
    await signIn(page, 'county-leader')
    await work(page).waitFor()
    return page
  }

  it('attack 17: it signs itself out, and says why', async () => {
    const page = await left()
    await page.clock.fastForward('29:30')
    await page.getByRole('dialog', { name: '即将自动退出' }).waitFor()
    await page.clock.fastForward('01:00')
    await page.getByText('您已有一段时间没有操作').waitFor()
    await page.goto('/')
    await page.getByRole('heading', { name: '工单系统登录' }).waitFor()
  })

  it('attack 17, allowed: whoever is there stays in, by working or by answering the warning', async () => {
    const page = await left()
    await page.clock.fastForward('20:00')
    await page.mouse.click(5, 5)
    await page.clock.fastForward('20:00')
    await work(page).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.clock.fastForward('09:30')
    await page.getByRole('button', { name: '继续使用' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.clock.fastForward('20:00')
    await work(page).waitFor()
  })
})

describe('the sign-in service', () => {
  const SET = JSON.parse(
    readFileSync(new URL('../../docs/identity-platform.json', import.meta.url), 'utf8'),
  ) as SignInConfig
  const deployed: SignInConfig = {
    ...SET,
    blockingFunctions: {
      triggers: { beforeCreate: { functionUri: 'https://a' }, beforeSignIn: { functionUri: 'https://b' } },
    },
    authorizedDomains: ['hukou.web.app'],
  }

  it('attack 17, allowed: set as docs/identity-platform.json has it, nothing is wrong', () => {
    expect(signInProblems(deployed)).toEqual([])
  })

  it.each<[string, SignInConfig, RegExp]>([
    ['strangers sign up', { client: { permissions: { disabledUserDeletion: true } } }, /disabledUserSignup/],
    [
      'a person deletes their account',
      { client: { permissions: { disabledUserSignup: true } } },
      /disabledUserDeletion/,
    ],
    ['an answer tells who has an account', { emailPrivacyConfig: {} }, /enableImprovedEmailPrivacy/],
    [
      'a link in a mail is enough',
      { signIn: { email: { enabled: true, passwordRequired: false } } },
      /passwordRequired/,
    ],
    ['nobody needs a name', { signIn: { ...SET.signIn, anonymous: { enabled: true } } }, /anonymous/],
    ['a telephone is enough', { signIn: { ...SET.signIn, phoneNumber: { enabled: true } } }, /phoneNumber/],
    ['two have one address', { signIn: { ...SET.signIn, allowDuplicateEmails: true } }, /allowDuplicate/],
    [
      'weak passwords pass',
      { passwordPolicyConfig: { ...SET.passwordPolicyConfig, passwordPolicyEnforcementState: 'OFF' } },
      /ENFORCE/,
    ],
    [
      'old weak passwords pass',
      { passwordPolicyConfig: { ...SET.passwordPolicyConfig, forceUpgradeOnSignin: false } },
      /forceUpgradeOnSignin/,
    ],
    ['a second factor cannot be had', { mfa: { ...SET.mfa, state: 'DISABLED' } }, /mfa\.state/],
    ['a text message is one', { mfa: { ...SET.mfa, enabledProviders: ['PHONE_SMS'] } }, /PHONE_SMS/],
    ['nothing stands before the first token', { blockingFunctions: { triggers: {} } }, /beforeSignIn/],
    ["a page on anybody's machine signs in", { authorizedDomains: ['localhost'] }, /localhost/],
  ])('attack 17: that %s is found by the check', (_what, undone, named) => {
    expect(signInProblems({ ...deployed, ...undone }).join('\n')).toMatch(named)
  })
})
