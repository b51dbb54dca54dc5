/** 工单类别: consultation 咨询, help 求助, complaint 投诉, report 举报, suggestion 建议. */
export const CATEGORIES = ['consultation', 'help', 'complaint', 'report', 'suggestion'] as const
export type Category = (typeof CATEGORIES)[number]
