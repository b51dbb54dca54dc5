/** What of Identity Platform's configuration matters here, as its `projects/{project}/config` answers it. */
export interface SignInConfig {
  readonly client?: { readonly permissions?: { readonly disabledUserSignup?: boolean } }
  readonly emailPrivacyConfig?: { readonly enableImprovedEmailPrivacy?: boolean }
}

/** What is not as it has to be, each with what to do about it; none when all is well. */
export const signInProblems = ({ client, emailPrivacyConfig }: SignInConfig): string[] => [
  ...(client?.permissions?.disabledUserSignup === true
    ? []
    : [
        'Anybody can sign up: turn "Enable create (sign-up)" off under Authentication, Settings, User actions.',
      ]),
  ...(emailPrivacyConfig?.enableImprovedEmailPrivacy === true
    ? []
    : [
        'A person can change the address they sign in with: turn "Email enumeration protection" on under Authentication, Settings, User actions.',
      ]),
]
