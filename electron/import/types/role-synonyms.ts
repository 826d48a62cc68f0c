import type { ColumnRole } from '@shared/dataset/schema'

const words = (list: string): readonly string[] => list.trim().split(/\s+/)

/** Words a column of this role is called by, in lower case without blanks and punctuation; the surest first. */
export const roleSynonyms: Readonly<Record<ColumnRole, readonly string[]>> = {
  customer: words(`
    customerid custid customerno customernumber customercode clientid memberid memberno userid buyerid accountid
    customer client member buyer cardno cardid 客户编号 客户号 客户id 客户代码 客户编码 顾客编号 顾客id 会员编号
    会员号 会员id 会员卡号 用户id 用户编号 买家id 买家会员名 买家昵称 卡号 客户 顾客 会员 用户 買家 客戶編號
    客戶 會員編號 會員
  `),
  date: words(`
    orderdate invoicedate date transactiondate purchasedate orderdatetime datetime timestamp createdat time day
    visitdate paymentdate paidat orderedat 日期 下单日期 下单时间 订单日期 订单时间 交易日期 交易时间 购买日期
    购买时间 消费日期 消费时间 成交时间 付款时间 支付时间 订单付款时间 订单创建时间 创建时间 时间 销售日期
    开票日期 訂單日期 交易時間 時間
  `),
  amount: words(`
    amount totalamount orderamount salesamount revenue sales total spend spent totalprice linetotal payment paid
    netamount grossamount value monetary turnover totalspend 金额 消费金额 订单金额 交易金额 销售额 销售金额
    实付金额 实付款 支付金额 付款金额 总金额 总价 成交金额 买家实际支付金额 应付金额 消费额 营业额 收入 合计金额
    金額 銷售額
  `),
  quantity: words(`
    quantity qty units count pieces items numitems unitssold 数量 件数 销量 购买数量 商品数量 宝贝总数量
    销售数量 数 數量
  `),
  unitPrice: words(`
    unitprice price priceeach listprice itemprice 单价 价格 售价 商品单价 商品价格 單價 價格
  `),
  cost: words(`
    cost unitcost costprice cogs totalcost 成本 成本价 进价 进货价 采购价 单位成本
  `),
  product: words(`
    productid productname product sku stockcode itemid itemname item description productcode goods asin 商品名称
    产品名称 商品编号 商品id 商品编码 产品编号 货号 商品 产品 菜品 菜品名称 品名 物料 宝贝标题 商品標題 商品名稱
  `),
  order: words(`
    orderid orderno ordernumber invoiceno invoiceid invoice transactionid receiptno billno order ticketid
    basketid 订单编号 订单号 订单id 单号 交易号 交易编号 流水号 发票号 小票号 订单 訂單編號 訂單號 訂單
  `),
  category: words(`
    category productcategory type class department subcategory segment group channel gender sex genre 类别 品类
    分类 种类 商品类别 产品类别 类目 类型 渠道 性别 部门 大类 類別 分類
  `),
  region: words(`
    region city country province state area district location zip zipcode postcode store branch shop territory
    地区 城市 省份 省 市 区域 国家 区县 地址 门店 店铺 收货地址 所在地 地區 縣市 國家
  `),
  rating: words(`
    rating score stars satisfaction nps grade rate 评分 星级 满意度 打分 评级 得分 分数 評分
  `),
  outcome: words(`
    churn churned outcome target label converted response default exited attrition y purchased subscribed
    retained 是否流失 流失 是否购买 是否响应 是否转化 结果 标签 目标 是否违约 流失標記
  `),
  text: words(`
    comment comments review reviewtext feedback text content message remark remarks notes note opinion 评论 评价
    评论内容 评价内容 留言 反馈 备注 意见 内容 文本 評論 評價 備註
  `),
  name: words(`
    name customername fullname contactname clientname firstname lastname username membername 姓名 客户姓名
    客户名称 顾客姓名 会员姓名 名称 用户名 昵称 联系人 收货人姓名 收货人 客戶名稱
  `),
}
