/** The form as a Word document, for units that print from there. Loaded when it is asked for. */
import {
  AlignmentType,
  Document,
  HeightRule,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { FormLine } from '@domain/words/return-form'

/** A4 with the margins of an official letter, in twentieths of a point. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1701, bottom: 1417, left: 1587, right: 1474 },
}
const WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right
const LABEL_WIDTH = 2200
const TALL = 1900
const LOW = 640
/** Sizes are in half points. */
const BODY = { font: { eastAsia: '仿宋', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }, size: 24 }
const TITLE = { font: { eastAsia: '黑体', ascii: 'Times New Roman', hAnsi: 'Times New Roman' }, size: 36 }

const paragraphs = (
  text: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
): Paragraph[] =>
  text
    .split('\n')
    .map((each) => new Paragraph({ alignment, children: [new TextRun({ ...BODY, text: each })] }))

const cell = (text: string, width: number, isLabel: boolean): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 80, bottom: 80, left: 120, right: 120 },
    children: paragraphs(text, isLabel ? AlignmentType.CENTER : AlignmentType.LEFT),
  })

const row = ({ label, text, tall }: FormLine): TableRow =>
  new TableRow({
    cantSplit: true,
    height: { value: tall ? TALL : LOW, rule: HeightRule.ATLEAST },
    children: [cell(label, LABEL_WIDTH, true), cell(text, WIDTH - LABEL_WIDTH, false)],
  })

export const returnFormDocument = (title: string, lines: readonly FormLine[]): Document =>
  new Document({
    title,
    sections: [
      {
        properties: { page: PAGE },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [new TextRun({ ...TITLE, text: title })],
          }),
          new Table({
            width: { size: WIDTH, type: WidthType.DXA },
            columnWidths: [LABEL_WIDTH, WIDTH - LABEL_WIDTH],
            rows: lines.map(row),
          }),
        ],
      },
    ],
  })

export const returnFormFile = (title: string, lines: readonly FormLine[]): Promise<Blob> =>
  Packer.toBlob(returnFormDocument(title, lines))
