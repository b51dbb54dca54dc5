import type { Locator, Page } from 'playwright-core'
import { FILES } from '../../support/files'

/** An order's line in a group of the work list. */
export const lineIn = (page: Page, group: string, title: string): Locator =>
  page.locator(`[data-group="${group}"]`).getByRole('link', { name: title })

export const openOrder = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByRole('heading', { name: '办理经过' }).waitFor()
}

/** The card in which an order is acted on. */
export const actPanel = (page: Page): Locator => page.locator('section', { has: page.locator('#act') })

export const press = (page: Page, name: string): Promise<void> =>
  actPanel(page).getByRole('button', { name, exact: true }).click()

export const confirm = (page: Page, name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name }).click()

/** Waits until the page has said this of what was done. */
export const told = (page: Page, text: string): Promise<void> =>
  actPanel(page).locator('.message--good', { hasText: text }).waitFor()

/** The name of the control that has the cursor. */
export const focusedLabel = (page: Page): Promise<string> =>
  page.evaluate<string>(
    '(document.activeElement.labels?.[0] ?? document.activeElement.querySelector("legend"))?.textContent.trim() ?? ""',
  )

/** The card with that heading on an order's page. */
export const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })

/** Opens one of the rarer acts, which stand apart from the main road. */
export const rarely = async (page: Page, name: string): Promise<void> => {
  await actPanel(page).getByText('更多操作').click()
  await actPanel(page).getByRole('button', { name }).click()
  await actPanel(page).getByRole('heading', { name }).waitFor()
}

/** Attaches a file in the field of that name, and waits until it has arrived. */
export const attach = async (
  page: Page,
  label: string,
  name: string,
  file: Buffer = FILES.pdf,
): Promise<void> => {
  const mimeType = name.endsWith('.png') ? 'image/png' : 'application/pdf'
  await actPanel(page).getByLabel(label, { exact: true }).setInputFiles({ name, mimeType, buffer: file })
  await actPanel(page)
    .getByRole('button', { name: `移除 ${name}` })
    .waitFor()
}
