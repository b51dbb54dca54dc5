import { PASSWORD_AT_LEAST } from '@domain/people/password'

/** What `passwordProblem` asks, said before anything is typed. */
export const PASSWORD_RULE = `至少 ${PASSWORD_AT_LEAST} 位，含小写字母和数字；不满 16 位的，还须含大写字母或符号。不得含账号名、12345、hukou。`
