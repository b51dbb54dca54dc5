export function findClamd(env?: NodeJS.ProcessEnv): string | undefined
