import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { applicationDefault } from 'firebase-admin/app'
import { type SignInConfig, signInProblems } from './sign-in-settings'

const USAGE = 'npm run check:sign-in -- --project ID   or   npm run check:sign-in -- --file CONFIG.json'

/** The settings of the project's sign-in service, read as the person signed in with gcloud. */
const configOf = async (project: string): Promise<SignInConfig> => {
  const { access_token: token } = await applicationDefault().getAccessToken()
  const answer = await fetch(`https://identitytoolkit.googleapis.com/admin/v2/projects/${project}/config`, {
    headers: { authorization: `Bearer ${token}`, 'x-goog-user-project': project },
  })
  if (!answer.ok) throw new Error(`the sign-in service answered ${answer.status}`)
  return (await answer.json()) as SignInConfig
}

const options = { project: { type: 'string' }, file: { type: 'string' } } as const
const { project, file } = parseArgs({ options }).values
try {
  if ((project === undefined) === (file === undefined)) throw new Error(USAGE)
  const config =
    file === undefined
      ? await configOf(project ?? '')
      : (JSON.parse(await readFile(file, 'utf8')) as SignInConfig)
  const problems = signInProblems(config)
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log('The sign-in settings are as docs/identity-platform.json has them.')
  else process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The settings could not be read.')
  if (project !== undefined) console.error('Sign in with `gcloud auth application-default login` first.')
  process.exitCode = 2
}
