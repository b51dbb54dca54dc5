import {
  type FiledMechanism,
  type Mechanism,
  MECHANISMS,
  type Unit,
} from '../functions/src/domain/people/unit'

/** A unit without its people. `staffed` says whether the sample county has any for it. */
export interface SampleUnit extends Pick<
  Unit,
  'id' | 'name' | 'kind' | 'section' | 'duties' | 'disciplineGroup' | 'mechanisms'
> {
  readonly staffed: boolean
}

/** R2.1: village building and cleanliness, village street lamps, village affairs, land contracts, country roads, relief. */
const TOWNSHIP_LIST: readonly string[] = ['0104', '010204', '1002', '1013', '060205', '0909']

/** R6.1: every unit has filed what the county prescribes; a few have not. */
const filed = (name: string, without: readonly Mechanism[] = []): readonly FiledMechanism[] =>
  MECHANISMS.filter((kind) => !without.includes(kind)).map((kind) => ({
    kind,
    document: `${name}12345热线工作制度`,
    on: '2026-03-02',
  }))

const township = (id: string, name: string, more: readonly string[] = []): SampleUnit => ({
  id,
  name,
  kind: 'township',
  section: '便民服务中心',
  staffed: true,
  duties: [...TOWNSHIP_LIST, ...more],
  disciplineGroup: '县纪委监委第一派驻纪检组',
  mechanisms: filed(name),
})

const department = (
  id: string,
  name: string,
  section: string,
  group: string,
  without: readonly Mechanism[] = [],
): SampleUnit => ({
  id,
  name,
  kind: 'department',
  section,
  staffed: true,
  disciplineGroup: `县纪委监委${group}派驻纪检组`,
  mechanisms: filed(name, without),
})

export const UNIT_NAMES: readonly SampleUnit[] = [
  // The county town's own township looks after street trade as well.
  township('shuangzhong', '双钟镇', ['010202']),
  township('liusi', '流泗镇'),
  township('mayi', '马影镇'),
  township('wushan', '武山镇'),
  township('chengshan', '城山镇'),
  township('junqiao', '均桥镇'),
  township('huangcun', '凰村镇'),
  township('dalong', '大垅乡'),
  township('zhangqing', '张青乡'),
  township('fulong', '付垅乡'),
  township('shunde', '舜德乡'),
  township('liufang', '流芳乡'),
  department('zhujian', '县住建局', '物业与房产股', '第二'),
  department('jiaojing', '县公安局交警大队', '秩序管理中队', '第五'),
  department('chengguan', '县城管局', '市容管理股', '第二'),
  department('jiaoti', '县教体局', '基础教育股', '第四'),
  department('renshe', '县人社局', '劳动保障监察大队', '第四'),
  department('shijian', '县市监局', '消费者权益保护股', '第五'),
  department('weijian', '县卫健委', '医政医管股', '第四'),
  department('shuiwu', '县水务公司', '客户服务部', '第二', ['assessment', 'accountability']),
  department('gongdian', '县供电公司', '供电服务指挥中心', '第二', ['assessment', 'accountability']),
  department('jiaotong', '县交通运输局', '公路养护股', '第二'),
  department('ziran', '县自然资源局', '权籍与登记股', '第二'),
  department('nongye', '县农业农村局', '农村合作经济股', '第三'),
  department('minzheng', '县民政局', '社会救助股', '第四'),
  department('huanjing', '湖口生态环境局', '污染防治股', '第三'),
  department('yibao', '县医保局', '待遇保障股', '第四'),
  department('shuili', '县水利局', '河湖管理股', '第三'),
  // Handles what accuses the other units (R16.2).
  department('jijian', '派驻纪检组', '综合监督室', '第一'),
  // Not ready (R6.1): it names neither a section nor anyone to handle an order.
  { id: 'wenlv', name: '县文旅局', kind: 'department', section: '', staffed: false },
]

export const unitName = (id: string): string => UNIT_NAMES.find((unit) => unit.id === id)?.name ?? id
