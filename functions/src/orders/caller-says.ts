import type { Command } from '../domain/order/command'
import { type Caller, masked } from '../domain/people/personal-data'

const NOBODY: Caller = { name: '', phone: '', idNumber: '', address: '' }

/** What a caller says, without the caller in it and without anybody's numbers. */
export const maskedWords = (text: string, caller: Caller | null): string => masked(text, caller ?? NOBODY)

/** R21: a supplement is the caller's own words. They are masked as at intake; the words themselves go to the private part. */
export const withoutCallersWords = (command: Command, caller: Caller | null): Command =>
  command.type === 'supplement'
    ? { ...command, data: { text: maskedWords(command.data.text, caller) } }
    : command
