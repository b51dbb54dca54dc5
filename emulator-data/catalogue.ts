import type { CatalogueEntry } from '../functions/src/domain/people/unit'
import { UNIT_NAMES } from './unit-names'

const entry = (id: string, code: string, matter: string, unit: string, basis: string): CatalogueEntry => ({
  id,
  code,
  matter,
  unit,
  basis,
})

/** What a unit is for, where no law says it: 职能配置、内设机构和人员编制规定. */
const byDuty = (unit: string): string => `${unit}职能配置、内设机构和人员编制规定（“三定”规定）`

const ofDepartments: readonly CatalogueEntry[] = [
  entry('property', '011003', '物业管理', 'zhujian', '《物业管理条例》'),
  entry('building-quality', '010502', '房屋质量', 'zhujian', '《建设工程质量管理条例》'),
  entry('pre-sale', '011006', '商品房交付', 'zhujian', '《城市商品房预售管理办法》'),
  entry('gas', '010213', '燃气供应', 'zhujian', '《城镇燃气管理条例》'),
  entry('traffic-light', '130504', '交通信号与标线', 'jiaojing', '《中华人民共和国道路交通安全法》'),
  entry('illegal-parking', '130502', '违法停车', 'jiaojing', '《中华人民共和国道路交通安全法》'),
  entry('ebike-plate', '130503', '电动自行车上牌', 'jiaojing', byDuty('县公安局')),
  entry('street-trade', '010202', '占道经营', 'chengguan', '《城市市容和环境卫生管理条例》'),
  entry('street-cleaning', '010214', '城区环境卫生', 'chengguan', '《城市市容和环境卫生管理条例》'),
  entry('town-roads', '010211', '城区道路与井盖', 'chengguan', '《城市道路管理条例》'),
  entry('street-lamps', '010204', '城区路灯', 'chengguan', byDuty('县城市管理局')),
  entry('illegal-building', '010302', '违章搭建', 'chengguan', '《中华人民共和国城乡规划法》'),
  entry('school-place', '140501', '入学与学区', 'jiaoti', '《中华人民共和国义务教育法》'),
  entry('tutoring', '140209', '校外培训', 'jiaoti', '《校外培训行政处罚暂行办法》'),
  entry('kindergarten-fee', '140302', '民办幼儿园收费', 'jiaoti', '《中华人民共和国民办教育促进法》'),
  entry('wages', '150306', '拖欠工资', 'renshe', '《保障农民工工资支付条例》'),
  entry('labour-contract', '150601', '劳动合同', 'renshe', '《中华人民共和国劳动合同法》'),
  entry('pension', '150103', '社会保险', 'renshe', '《中华人民共和国社会保险法》'),
  entry('consumer', '110403', '消费纠纷', 'shijian', '《中华人民共和国消费者权益保护法》'),
  entry('food', '120401', '食品安全', 'shijian', '《中华人民共和国食品安全法》'),
  entry('price', '110408', '价格收费', 'shijian', '《中华人民共和国价格法》'),
  entry('lift', '110502', '电梯安全', 'shijian', '《中华人民共和国特种设备安全法》'),
  entry('clinic', '120601', '医疗服务', 'weijian', '《医疗机构管理条例》'),
  entry('vaccination', '120103', '预防接种', 'weijian', '《中华人民共和国疫苗管理法》'),
  entry('water', '010216', '城镇供水', 'shuiwu', '《城市供水条例》'),
  entry('power', '010215', '供电故障', 'gongdian', '《电力供应与使用条例》'),
  entry('country-road', '060205', '农村公路', 'jiaotong', '《中华人民共和国公路法》'),
  entry('bus', '060404', '公交与客运', 'jiaotong', '《中华人民共和国道路运输条例》'),
  entry('title-deed', '011010', '不动产登记', 'ziran', '《不动产登记暂行条例》'),
  entry('land-use', '030501', '违法用地', 'ziran', '《中华人民共和国土地管理法》'),
  entry('land-contract', '101303', '土地承包', 'nongye', '《中华人民共和国农村土地承包法》'),
  entry('farm-subsidy', '100501', '惠农补贴', 'nongye', byDuty('县农业农村局')),
  entry('relief', '090902', '低保与救助', 'minzheng', '《社会救助暂行办法》'),
  entry('funeral', '090803', '殡葬管理', 'minzheng', '《殡葬管理条例》'),
  entry('noise', '040203', '噪声扰民', 'huanjing', '《中华人民共和国噪声污染防治法》'),
  entry('air', '040206', '大气污染', 'huanjing', '《中华人民共和国大气污染防治法》'),
  entry('livestock', '040210', '养殖污染', 'huanjing', '《畜禽规模养殖污染防治条例》'),
  entry('medical-insurance', '150104', '医保报销', 'yibao', '《医疗保障基金使用监督管理条例》'),
  entry('river', '101207', '河道与排涝', 'shuili', '《中华人民共和国河道管理条例》'),
]

/** The same two matters are each township's own. */
const ofTownships = UNIT_NAMES.filter(({ kind }) => kind === 'township').flatMap(({ id, name }) => [
  entry(`village-cleaning-${id}`, '010402', '村庄环境卫生', id, byDuty(name)),
  entry(`village-affairs-${id}`, '100205', '村务公开', id, '《中华人民共和国村民委员会组织法》'),
])

export const SAMPLE_CATALOGUE: readonly CatalogueEntry[] = [...ofDepartments, ...ofTownships]
