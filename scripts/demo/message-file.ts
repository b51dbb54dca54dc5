import { parseListed } from '../../functions/src/schema/transfer'
import { columnsOf, parseMap } from '../import/columns'
import { orderOfRow } from '../import/order-of-row'
import { CannotRun } from '../import/problem'
import { readTable } from '../import/table'
import type { DemoMessage } from './plan'

/** Messages from any list that the import takes. Rows that it would refuse are left out, and counted. */
export const readMessages = async (
  file: string,
  map: string,
): Promise<{ readonly messages: readonly DemoMessage[]; readonly leftOut: number }> => {
  const table = await readTable(file)
  const columns = columnsOf(table.header, parseMap(map))
  const messages = table.rows.flatMap((row): DemoMessage[] => {
    const result = orderOfRow(row, columns, null)
    if ('problems' in result) return []
    // Through JSON, as the door gets it: what is not known is left out.
    const listed = parseListed(JSON.parse(JSON.stringify(result.order)))
    return 'value' in listed ? [listed.value] : []
  })
  if (messages.length === 0) throw new CannotRun(`${file} 中没有一行可以用作工单`)
  return { messages, leftOut: table.rows.length - messages.length }
}
