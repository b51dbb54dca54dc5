/** App Check's settings, as `projects/{project}/services` and `projects/{project}/apps/{app}/recaptchaEnterpriseConfig` answer them. */
export interface AppCheckConfig {
  readonly services?: readonly { readonly name: string; readonly enforcementMode?: string }[]
  readonly siteKey?: string
}

/** Functions ask for themselves (functions/src/platform/door.ts); what the platform asks for us is told here. */
const ENFORCED = ['firestore.googleapis.com'] as const

/** Each wrong setting, with what to do about it; none when all is well. A setting that is left out counts as not set. */
export const appCheckProblems = ({ services = [], siteKey }: AppCheckConfig): string[] => [
  ...ENFORCED.filter(
    (service) =>
      !services.some(
        ({ name, enforcementMode }) =>
          name.endsWith(`/services/${service}`) && enforcementMode === 'ENFORCED',
      ),
  ).map(
    (service) =>
      `${service} takes requests of anybody's programs: enforce it under App Check, APIs, once the pages show their tokens.`,
  ),
  ...(siteKey === undefined || siteKey === ''
    ? ['The web app has no reCAPTCHA Enterprise key: register it under App Check, Apps.']
    : []),
]
