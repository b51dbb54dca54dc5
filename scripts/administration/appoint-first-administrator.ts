import { parseArgs } from 'node:util'
import { applicationDefault, type Credential, initializeApp } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { getFirestore } from 'firebase-admin/firestore'
import { AddressTaken, AdministratorExists, makeFirstAdministrator } from './first-administrator'
import { type SignInConfig, signInProblems } from './sign-in-settings'

const USAGE =
  'npm run first-administrator -- --project ID --email ADDRESS --name NAME [--web https://ID.web.app]\nTwice, for two people: much takes a second administrator.'

const fail = (message: string): never => {
  console.error(message)
  process.exit(1)
}

/** Whether strangers can sign up, and people change their address, at this project's sign-in service. */
const checkSignIn = async (project: string, credential: Credential): Promise<void> => {
  const { access_token: token } = await credential.getAccessToken()
  const answer = await fetch(`https://identitytoolkit.googleapis.com/admin/v2/projects/${project}/config`, {
    headers: { authorization: `Bearer ${token}`, 'x-goog-user-project': project },
  })
  if (!answer.ok) {
    console.error(`The sign-in settings could not be read (${answer.status}): check them by hand.`)
    return
  }
  const problems = signInProblems((await answer.json()) as SignInConfig)
  if (problems.length === 0) console.log('The sign-in settings are as docs/identity-platform.json has them.')
  else console.error(`NOT SAFE YET:\n${problems.map((problem) => `- ${problem}`).join('\n')}`)
}

const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    email: { type: 'string' },
    name: { type: 'string' },
    web: { type: 'string' },
  },
})
const { project, email, name } = values
if (project === undefined || email === undefined || name === undefined) fail(USAGE)
else {
  const credential = applicationDefault()
  const app = initializeApp({ projectId: project, credential })
  try {
    const token = await makeFirstAdministrator(getFirestore(app), getAuth(app), { email, name })
    const web = values.web ?? `https://${project}.web.app`
    console.log(
      `${name} is invited as administrator of ${project}. This link sets the password, once, within 7 days:\n${web}/invitation#${token}`,
    )
    await checkSignIn(project, credential)
  } catch (error) {
    if (error instanceof AdministratorExists)
      fail(`${project} has two administrators already, who can make others.`)
    if (error instanceof AddressTaken) fail(`${email} belongs to somebody who was entered before.`)
    fail(
      `${project} could not be reached as you: ${error instanceof Error ? error.message : ''}\nSign in with \`gcloud auth application-default login\` first.`,
    )
  }
}
