/**
 * Names of people in what somebody said to the hotline, whoever they are (R16.1): the caller where the form left the
 * name blank, a relative, a neighbour. A name is known by what stands around it – a form of address behind it, or a word
 * before it that asks for one. Officials are named by their function (王局长, 李书记), and that is left to be read.
 */

/** From `start` up to `end`, in code units of the text. */
interface Place {
  readonly start: number
  readonly end: number
}

const COMPOUND =
  '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|申屠|宇文|长孙|澹台|公冶|轩辕|呼延|南宫|西门|东郭|百里|闻人|钟离|赫连|独孤'
/** Surnames that are hardly ever the end or the beginning of another word beside a form of address or a given name. */
const PLAIN =
  '王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖蔡潘袁董吕苏卢蒋贾丁魏薛叶阎余杜夏钟汪崔姜范廖姚邹熊陆郝孔崔邱秦史顾侯邵孟龙段雷钱汤尹黎贺赖龚樊殷颜倪翟牛俞章柴阮柯骆欧聂齐葛纪耿苗辛柳桂湛甄饶涂储凌霍梅盛刁闵敖詹柏翁缪戚虞芦祁戴沈喻邢鲁毛严莫温华鲍瞿屈'
/** Surnames that are common words as well: only a form of address right behind them makes them a name. */
const WORDS =
  '高马万方金石田白江易常武文洪康施牟安路申伍巫滕卜冉符费蓝苑郁庞项岳伏成景童尚关解应左池匡季尧向于任庄单包冷靳牧褚谭游古谷管蒲祝麻占查洛荣宁程'
const SURNAME = `(?:${COMPOUND}|[${PLAIN}${WORDS}])`
const PLAIN_SURNAME = `(?:${COMPOUND}|[${PLAIN}])`

const ADDRESS = '(?:先生|女士|小姐|太太|大爷|大妈|大叔|大婶|大姐|大哥|大嫂|阿姨)'
/** 某 is part of a name only where no place, time or thing is left unnamed by it. */
const SOMEBODY = '(?:某某|某(?![些个种年月日天时处地段路街公单小大区村镇乡县市省局厂店站校医项条楼栋]))'

/** Ends of words that look like a surname before a form of address: 任何女士, 位于某…. */
const NOT_BEFORE =
  '(?<!任(?=何)|[位由关处对至终属在居](?=于)|[一反面方朝志走](?=向)|[保治公](?=安)|[城主监](?=管)|儿(?=童)|工(?=程))'
const BY_SURNAME = new RegExp(`${NOT_BEFORE}${SURNAME}(?=\\s{0,2}${ADDRESS}|(?<![向于])${SOMEBODY})`, 'gu')
const GIVEN = '[\\p{Script=Han}]'
/** 朱大明先生: the given name stands between. */
const BY_FULL_NAME = new RegExp(
  `${PLAIN_SURNAME}(?!${GIVEN}?[位名个的是和与])${GIVEN}{1,2}(?=\\s{0,2}${ADDRESS})`,
  'gu',
)

const ASKS =
  '(?:联系人|来电人|来访人|投诉人|反映人|反应人|诉求人|举报人|求助人|信访人|申请人|当事人|联络人|户主)'
const GIVES = '(?:\\s{0,2}(?:的?(?:姓名|名字))?\\s{0,2}(?:是|为|叫|：|:)\\s{0,2})'
const AFTER_NAME =
  '(?=$|[\\s，。、；：！？,.;:!?()（）\\[\\]【】\\-/\\d]|反映|称|表示|来电|咨询|投诉|求助|举报|说|要求|建议|希望|电话|手机|联系|身份证|今年|家住|住|男|女|系|及|和|与)'
const NAME = `(?!在|${ADDRESS})${GIVEN}{1,2}?${AFTER_NAME}`
/** 我叫…, 联系人：…, 来电人朱大明反映: the word before asks for a name. */
const BY_WORD = new RegExp(
  [
    `(?<=我叫|我的?名字叫|我的?名字是|本人姓名|本人叫|姓名[：:]\\s{0,2})${SURNAME}${NAME}`,
    `(?<=${ASKS}${GIVES})${SURNAME}${NAME}`,
    `(?<=${ASKS})${PLAIN_SURNAME}${NAME}`,
    `(?<=我是|本人是|我系)${PLAIN_SURNAME}${GIVEN}{1,2}?(?=[，。,.；;、]|$)`,
  ].join('|'),
  'gu',
)

/** What stands before somebody's name and is no name: a function, so that an official is left in theirs. */
const FUNCTION =
  /(?:局|处|科|股|所|院|部|校|组|队|村|镇|乡|县|市|社|站|厂|董事|会|行|秘书|总)长|书记|主任|经理|主席|委员|队员|医生|老师|律师|师傅/u

/** Every name that the text gives away, in its order. */
export const namesIn = (text: string): Place[] =>
  [BY_FULL_NAME, BY_SURNAME, BY_WORD]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .filter(([name]) => !FUNCTION.test(name))
    .map(({ 0: name, index }) => ({ start: index, end: index + name.length }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
