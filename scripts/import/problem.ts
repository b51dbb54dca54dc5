/** Why the import could not run, in one line for the person who started it. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun'
}
