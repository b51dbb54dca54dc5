import type { Unit } from '../functions/src/domain/people/unit'

/** A unit without its people. `staffed` says whether the sample county has any for it. */
export interface SampleUnit extends Pick<Unit, 'id' | 'name' | 'kind' | 'section'> {
  readonly staffed: boolean
}

const township = (id: string, name: string): SampleUnit => ({
  id,
  name,
  kind: 'township',
  section: '便民服务中心',
  staffed: true,
})

const department = (id: string, name: string, section: string): SampleUnit => ({
  id,
  name,
  kind: 'department',
  section,
  staffed: true,
})

export const UNIT_NAMES: readonly SampleUnit[] = [
  township('shuangzhong', '双钟镇'),
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
  department('zhujian', '县住建局', '物业与房产股'),
  department('jiaojing', '县公安局交警大队', '秩序管理中队'),
  department('chengguan', '县城管局', '市容管理股'),
  department('jiaoti', '县教体局', '基础教育股'),
  department('renshe', '县人社局', '劳动保障监察大队'),
  department('shijian', '县市监局', '消费者权益保护股'),
  department('weijian', '县卫健委', '医政医管股'),
  department('shuiwu', '县水务公司', '客户服务部'),
  department('gongdian', '县供电公司', '供电服务指挥中心'),
  department('jiaotong', '县交通运输局', '公路养护股'),
  department('ziran', '县自然资源局', '权籍与登记股'),
  department('nongye', '县农业农村局', '农村合作经济股'),
  department('minzheng', '县民政局', '社会救助股'),
  department('huanjing', '湖口生态环境局', '污染防治股'),
  department('yibao', '县医保局', '待遇保障股'),
  department('shuili', '县水利局', '河湖管理股'),
  // Handles what accuses the other units (R16.2).
  department('jijian', '派驻纪检组', '综合监督室'),
  // Not ready (R6.1): it names neither a section nor anyone to handle an order.
  { id: 'wenlv', name: '县文旅局', kind: 'department', section: '', staffed: false },
]

export const unitName = (id: string): string => UNIT_NAMES.find((unit) => unit.id === id)?.name ?? id
