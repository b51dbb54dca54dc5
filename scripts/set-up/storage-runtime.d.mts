export function findStorageRuntime(root: string, env?: NodeJS.ProcessEnv): string | undefined
