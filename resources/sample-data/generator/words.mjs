/** The words of the sample shop, 小满杂货 (Grain & Leaf): its people, its places and its shelves. All invented. */

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余', '欧阳', '司徒']
const givenFemale = [
  '静怡',
  '雨桐',
  '思涵',
  '欣妍',
  '佳宁',
  '晓雯',
  '丽华',
  '秀英',
  '婷',
  '敏',
  '洁',
  '雪梅',
  '子萱',
  '若溪',
  '慧',
  '燕',
  '晨曦',
  '语嫣',
  '梦瑶',
  '芳',
]
const givenMale = [
  '浩然',
  '子轩',
  '建国',
  '志强',
  '伟',
  '磊',
  '宇航',
  '俊杰',
  '嘉豪',
  '明远',
  '文博',
  '涛',
  '一鸣',
  '天佑',
  '鹏飞',
  '国栋',
  '思远',
  '凯',
  '启航',
  '永康',
]
const firstFemale = [
  'Emma',
  'Olivia',
  'Sophie',
  'Hannah',
  'Grace',
  'Chloe',
  'Maya',
  'Ingrid',
  'Aisha',
  'Elena',
  'Zoë',
  'Siobhán',
]
const firstMale = [
  'Liam',
  'Noah',
  'Oscar',
  'Daniel',
  'Marcus',
  'Hugo',
  'Ravi',
  'Kenji',
  'Tomás',
  'Jonas',
  'Ethan',
  'Felix',
]
const lastNames = [
  'Smith',
  'Taylor',
  'Nguyen',
  'Müller',
  'Tan',
  'Kim',
  'García',
  "O'Brien",
  'Patel',
  'Schneider',
  'Lim',
  'Brown',
  'Sato',
  'Martin',
  'Wong',
  'Rossi',
]

/** @param {import('./random.mjs').Random} random @param {'F' | 'M'} gender */
export function chineseName(random, gender) {
  return random.pick(surnames) + random.pick(gender === 'F' ? givenFemale : givenMale)
}

/** @param {import('./random.mjs').Random} random @param {'F' | 'M'} gender */
export function westernName(random, gender) {
  return `${random.pick(gender === 'F' ? firstFemale : firstMale)} ${random.pick(lastNames)}`
}

/**
 * City and country, and how many of the customers live there.
 * @type {readonly (readonly [readonly [string, string], number])[]}
 */
export const cities = [
  [['上海', 'China'], 20],
  [['杭州', 'China'], 14],
  [['北京', 'China'], 10],
  [['苏州', 'China'], 8],
  [['成都', 'China'], 8],
  [['广州', 'China'], 7],
  [['深圳', 'China'], 7],
  [['南京', 'China'], 5],
  [['武汉', 'China'], 4],
  [['西安', 'China'], 4],
  [['厦门', 'China'], 3],
  [['Singapore', 'Singapore'], 3],
  [['London', 'United Kingdom'], 2],
  [['Vancouver', 'Canada'], 2],
  [['Sydney', 'Australia'], 1],
  [['Berlin', 'Germany'], 1],
  [['Tokyo', 'Japan'], 1],
]

/** Product, category, price and cost in yuan. The first ones of a list are the cheap ones. */
export const products = [
  ['豆沙酥 Red Bean Pastry', '点心 Snacks', 18, 7.5],
  ['芝麻脆 Sesame Crisps', '点心 Snacks', 22, 9],
  ['桂花糕 Osmanthus Cake', '点心 Snacks', 32, 13],
  ['凤梨酥礼盒 Pineapple Cake Box', '点心 Snacks', 88, 41],
  ['横线本 Ruled Notebook', '文具 Stationery', 26, 8],
  ['信笺套装 Letter Set', '文具 Stationery', 38, 12],
  ['毛笔 Calligraphy Brush', '文具 Stationery', 65, 24],
  ['钢笔 Fountain Pen', '文具 Stationery', 198, 92],
  ['茉莉花茶 Jasmine Tea 100g', '茶 Tea', 48, 19],
  ['桂花乌龙 Osmanthus Oolong 100g', '茶 Tea', 76, 31],
  ['龙井 Longjing Green Tea 100g', '茶 Tea', 168, 78],
  ['老白茶饼 Aged White Tea Cake', '茶 Tea', 288, 130],
  ['挂耳咖啡 Drip Coffee, 10 bags', '咖啡 Coffee', 59, 24],
  ['云南咖啡豆 Yunnan Beans 250g', '咖啡 Coffee', 78, 35],
  ['手冲壶 Pour-over Kettle', '咖啡 Coffee', 239, 118],
  ['棉麻茶巾 Linen Tea Towel', '家居 Home', 35, 12],
  ['香薰蜡烛 Scented Candle', '家居 Home', 98, 38],
  ['竹编收纳篮 Bamboo Basket', '家居 Home', 128, 56],
  ['青瓷杯 Celadon Cup', '陶瓷 Ceramics', 108, 42],
  ['盖碗 Gaiwan', '陶瓷 Ceramics', 158, 66],
  ['粗陶茶壶 Stoneware Teapot', '陶瓷 Ceramics', 328, 145],
]

/** How the shop's own Chinese export (the GB18030 file) calls things. */
export const chinese = {
  headers: {
    customer_id: '客户编号',
    name: '姓名',
    gender: '性别',
    age: '年龄',
    city: '城市',
    country: '国家',
    channel: '渠道',
    signup_date: '注册日期',
    tier: '会员等级',
    satisfaction: '满意度',
    opt_in: '接受营销',
    visits: '访问次数',
    purchases: '购买次数',
    annual_spend: '年消费额',
    recency_days: '距上次购买天数',
    discount_share: '折扣占比',
  },
  values: /** @type {Record<string, string>} */ ({
    F: '女',
    M: '男',
    WeChat: '微信',
    Store: '门店',
    Website: '官网',
    Marketplace: '电商平台',
    Bronze: '铜卡',
    Silver: '银卡',
    Gold: '金卡',
    Platinum: '白金卡',
    China: '中国',
    Singapore: '新加坡',
    'United Kingdom': '英国',
    Canada: '加拿大',
    Australia: '澳大利亚',
    Germany: '德国',
    Japan: '日本',
    yes: '是',
    no: '否',
  }),
}
