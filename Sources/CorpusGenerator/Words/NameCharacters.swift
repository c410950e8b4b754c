/// Characters and syllables from which names of people, brands, roads and goods are composed.
enum NameCharacters {
    static let surnames = WordList(
        charactersOf: """
            王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊
            金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫
            庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米
            """)
    static let given = WordList(
        charactersOf: """
            伟芳娜秀敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红建文斌辉玲波宁浩凯雪梅琳鑫鹏宇慧博欣怡婷佳俊峰志国梓涵子轩一诺雨泽晨思远嘉睿诗若
            彤瑶可馨悦然晓东海林翔飞龙云天成家乐安康永福春生金良庆祥德仁义礼智信忠厚广顺利发财宝贵荣华富兴旺盛昌隆泰和顺元亨贞吉光耀祖宗耕读传承启航
            振兴邦振中立新学习爱民卫红卫东援朝跃进援越国庆建军建设和平解放胜利拥军向阳小燕大鹏双喜三妹四清五一六合七巧八斤九儿冬夏秋菊竹松柏桃李杏柳
            莲荷蓉芝兰蕙薇蔷菲芸茜莉茹芬芷苓萱蓓蕾莹琪琦琼瑾瑜璐璇珊珍珠瑛琴瑟音韵笛箫书画墨砚香凝冰霜露雾霏虹霓曦晗昕旭昊昱晟晖景曜朗月星辰宸寰宇
            """)
    static let brandFirst = WordList(
        charactersOf: """
            优佳美康瑞鑫盛恒宏金华德福嘉乐悦雅尚新天汉楚江东湖光城万百亿博学智慧育英才启明星辰阳晨旭日月云海山川林森木水清泉源丰润泽雨露春夏秋冬梅兰竹菊
            荣昌兴隆泰和顺祥安宁康健益寿仁爱诚信义礼真善好喜欢聚缘来客家府园坊轩阁楼台亭苑居里巷古今唐宋元明大小老阿胖瘦红橙黄绿青蓝紫黑白飞跃腾龙凤虎豹
            鹏鹤燕雀鱼羊牛马兔猫熊象狮途程路桥航远达通联众合同共创力强壮威武雄豪杰俊秀丽倩婷妍娇媚巧妙奇幻梦想思念忆怀情趣味香甜酸辣咸鲜脆酥滑嫩浓醇
            """)
    static let brandSecond = WordList(
        charactersOf: """
            健美尚佳品源泰达隆盛丰裕和顺发祥瑞祺福禄寿喜财宝贵荣华锦绣程鹏飞翔宇宙寰球际洲洋海涛波澜湾港岸沙滩岛屿峰岭岳峦岩石磊玉珠璧环佩琳琅瑜瑶琪璇
            莱茵诺曼迪克尔斯特蒂娜丹妮莎薇拉菲亚欧罗巴奥登堡威士雅格林仕博凯旋乐满多优选惠购易捷速畅享悠然居舍宿堂馆屋庄寨营站点线面体方圆角度维空间时
            刻秒分年代纪元世界味道食尚厨灶锅碗瓢盆杯盏壶罐坛瓮窖仓库厂坊铺行号记氏姐妹哥嫂叔婶爷奶娃宝贝囡仔儿童心意志愿望信念力量能源动感电光影音画卷
            """)
    /// Sound like characters of the lists above and stand in none: for merchants that differ in one character.
    static let lookAlikes = WordList(charactersOf: "键镁嫦琨璟祯熠煜炜烨铭钰钧铠锐霖霆沐沁淇滢潇楠桐枫栎谦谨诠谛晏昀晗暄翊翎翰羿")
    static let roads = WordList(
        charactersOf: "珞喻民主中山解放建设和平友谊胜利光明向阳青年团结工农红旗新华东西南北湖江汉口阳昌武沙水果园林桂花杨柳松竹梅荷莲菱鹤鹦鹉龟蛇凤凰龙虎狮台亭楼阁")
    static let roadEnds = WordList("路 街 大道 巷 东路 西路 南路 北路 一路 二路 三路 里 横街 正街 大街")
    static let syllables = WordList(
        "ka mi no ra te lo vi sa nu be do fi ga he ju ki le ma na po qi ro si ta vu wa xi yo zen lux pro tek max bon cel dex"
    )
    static let modelLetters = Units("ABCDEFGHKLMNPQRSTVWXYZ")
}
