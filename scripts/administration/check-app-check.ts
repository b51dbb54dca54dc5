import { parseArgs } from 'node:util'
import { applicationDefault } from 'firebase-admin/app'
import { type AppCheckConfig, appCheckProblems } from './app-check'

const USAGE = 'npm run check:app-check -- --project ID --app APP_ID'

/** The project's App Check settings, read as the person signed in with gcloud. */
const configOf = async (project: string, app: string): Promise<AppCheckConfig> => {
  const { access_token: token } = await applicationDefault().getAccessToken()
  const get = async (path: string): Promise<object> => {
    const answer = await fetch(`https://firebaseappcheck.googleapis.com/v1/projects/${project}/${path}`, {
      headers: { authorization: `Bearer ${token}`, 'x-goog-user-project': project },
    })
    if (!answer.ok) throw new Error(`App Check answered ${answer.status}`)
    return (await answer.json()) as object
  }
  const [services, key] = await Promise.all([
    get('services'),
    get(`apps/${encodeURIComponent(app)}/recaptchaEnterpriseConfig`),
  ])
  return { ...services, ...key }
}

const options = { project: { type: 'string' }, app: { type: 'string' } } as const
const { project, app } = parseArgs({ options }).values
try {
  if (project === undefined || app === undefined) throw new Error(USAGE)
  const problems = appCheckProblems(await configOf(project, app))
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log('Firestore and the functions take requests of our own pages only.')
  else process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The settings could not be read.')
  if (project !== undefined) console.error('Sign in with `gcloud auth application-default login` first.')
  process.exitCode = 2
}
