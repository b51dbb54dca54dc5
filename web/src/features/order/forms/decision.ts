/** What the button of a decision says and looks like before it is made and after; a no is stern. */
export const decisionButton = (
  approve: boolean | null,
  words: { readonly what: string; readonly yes: string; readonly no: string },
): { readonly label: string; readonly stern: boolean; readonly hold: string | null } => ({
  label: approve === null ? `提交${words.what}` : approve ? words.yes : words.no,
  stern: approve === false,
  hold: approve === null ? `请先选择${words.what}` : null,
})
