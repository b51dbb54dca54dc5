import { parseArgs } from 'node:util'
import { applicationDefault, initializeApp } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { getFirestore } from 'firebase-admin/firestore'
import { AdministratorExists, makeFirstAdministrator } from './administration/first-administrator'

const USAGE = 'npm run first-administrator -- --project ID --email ADDRESS --name NAME'

const fail = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const { values } = parseArgs({
  options: { project: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' } },
})
const { project, email, name } = values
if (project === undefined || email === undefined || name === undefined) fail(USAGE)
else {
  const app = initializeApp({ projectId: project, credential: applicationDefault() })
  try {
    const link = await makeFirstAdministrator(getFirestore(app), getAuth(app), { email, name })
    console.log(
      `${name} is administrator of ${project}. The password is set by opening this link once:\n${link}`,
    )
  } catch (error) {
    if (error instanceof AdministratorExists)
      fail(`${project} has an administrator already, who can make others.`)
    fail(
      `${project} could not be reached as you: ${error instanceof Error ? error.message : ''}\nSign in with \`gcloud auth application-default login\` first.`,
    )
  }
}
