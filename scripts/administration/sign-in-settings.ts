/** The part of Identity Platform's configuration that matters here, as `projects/{project}/config` answers it. */
export interface SignInConfig {
  readonly signIn?: {
    readonly email?: { readonly enabled?: boolean; readonly passwordRequired?: boolean }
    readonly phoneNumber?: { readonly enabled?: boolean }
    readonly anonymous?: { readonly enabled?: boolean }
    readonly allowDuplicateEmails?: boolean
  }
  readonly client?: {
    readonly permissions?: { readonly disabledUserSignup?: boolean; readonly disabledUserDeletion?: boolean }
  }
  readonly emailPrivacyConfig?: { readonly enableImprovedEmailPrivacy?: boolean }
  readonly passwordPolicyConfig?: {
    readonly passwordPolicyEnforcementState?: string
    readonly forceUpgradeOnSignin?: boolean
    readonly passwordPolicyVersions?: readonly {
      readonly customStrengthOptions?: {
        readonly minPasswordLength?: number
        readonly containsLowercaseCharacter?: boolean
        readonly containsNumericCharacter?: boolean
      }
    }[]
  }
  readonly mfa?: {
    readonly state?: string
    readonly enabledProviders?: readonly string[]
    readonly providerConfigs?: readonly { readonly state?: string; readonly totpProviderConfig?: object }[]
  }
  readonly blockingFunctions?: {
    readonly triggers?: Readonly<Record<string, { readonly functionUri?: string }>>
  }
  readonly authorizedDomains?: readonly string[]
}

const LENGTH_AT_LEAST = 10
const THIS_MACHINE = /^(?:localhost|127\.|\[?::1)/
const BLOCKING = ['beforeCreate', 'beforeSignIn'] as const

/**
 * Each setting that differs from docs/identity-platform.json, in a sentence with what to do; none when all is well. What the
 * answer leaves out counts as not set.
 */
export const signInProblems = ({
  signIn,
  client,
  emailPrivacyConfig,
  passwordPolicyConfig,
  mfa,
  blockingFunctions,
  authorizedDomains = [],
}: SignInConfig): string[] => {
  const strength = passwordPolicyConfig?.passwordPolicyVersions?.[0]?.customStrengthOptions
  const isTotpOn =
    mfa?.providerConfigs?.some(
      ({ state, totpProviderConfig }) => totpProviderConfig !== undefined && state === 'ENABLED',
    ) === true
  const asked: readonly (readonly [boolean, string])[] = [
    [
      client?.permissions?.disabledUserSignup === true,
      'Anybody can sign up: set client.permissions.disabledUserSignup.',
    ],
    [
      client?.permissions?.disabledUserDeletion === true,
      'A person can delete their account, and with it who did what: set client.permissions.disabledUserDeletion.',
    ],
    [
      emailPrivacyConfig?.enableImprovedEmailPrivacy === true,
      'An answer tells which addresses have accounts, and a person can change theirs unverified: set emailPrivacyConfig.enableImprovedEmailPrivacy.',
    ],
    [
      signIn?.email?.enabled === true && signIn.email.passwordRequired === true,
      'Sign-in is not by password alone: set signIn.email.enabled and passwordRequired, so that no link in a mail lets anybody in.',
    ],
    [signIn?.anonymous?.enabled !== true, 'Anonymous sign-in is on: turn signIn.anonymous off.'],
    [signIn?.phoneNumber?.enabled !== true, 'Sign-in by telephone is on: turn signIn.phoneNumber off.'],
    [
      signIn?.allowDuplicateEmails !== true,
      'Two accounts may have one address: turn signIn.allowDuplicateEmails off.',
    ],
    [
      passwordPolicyConfig?.passwordPolicyEnforcementState === 'ENFORCE',
      'The password policy is not enforced: set passwordPolicyConfig.passwordPolicyEnforcementState to ENFORCE.',
    ],
    [
      passwordPolicyConfig?.forceUpgradeOnSignin === true,
      'An old weak password still lets in: set passwordPolicyConfig.forceUpgradeOnSignin.',
    ],
    [
      (strength?.minPasswordLength ?? 0) >= LENGTH_AT_LEAST,
      `A password may be shorter than ${LENGTH_AT_LEAST}: set customStrengthOptions.minPasswordLength.`,
    ],
    [
      strength?.containsLowercaseCharacter === true && strength.containsNumericCharacter === true,
      'A password may be letters or digits alone: set customStrengthOptions.containsLowercaseCharacter and containsNumericCharacter.',
    ],
    [
      mfa?.state === 'ENABLED' && isTotpOn,
      'Nobody can have a second factor: set mfa.state to ENABLED with an ENABLED totpProviderConfig.',
    ],
    [
      mfa?.enabledProviders?.includes('PHONE_SMS') !== true,
      'A text message counts as a second factor: take PHONE_SMS out of mfa.enabledProviders.',
    ],
    ...BLOCKING.map(
      (event) =>
        [
          blockingFunctions?.triggers?.[event]?.functionUri !== undefined,
          `Nothing is asked at ${event}: deploy the functions, which registers it, and look again.`,
        ] as const,
    ),
    [
      authorizedDomains.length > 0 && !authorizedDomains.some((domain) => THIS_MACHINE.test(domain)),
      "A page on anybody's own machine may sign in here, or no domain is named: take localhost out of authorizedDomains.",
    ],
  ]
  return asked.filter(([isSo]) => !isSo).map(([, problem]) => problem)
}
