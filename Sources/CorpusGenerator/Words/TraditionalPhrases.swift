/// Words in which a Simplified character of several Traditional forms takes the rarer one: simplified=traditional.
enum TraditionalPhrases {
    static let source = """
        头发=頭髮 理发=理髮 美发=美髮 烫发=燙髮 染发=染髮 剪发=剪髮 护发=護髮 接发=接髮 植发=植髮 洗发=洗髮 发型=髮型 发量=髮量 假发=假髮 面条=麵條
        面包=麵包 面粉=麵粉 面窝=麵窩 干面=乾麵 面馆=麵館 干净=乾淨 饼干=餅乾 豆干=豆乾 腐干=腐乾 干洗=乾洗 干锅=乾鍋 干煸=乾煸 几天=幾天
        茶几=茶几 皇后=皇后 一只=一隻 升学=升學 游客=遊客 旅游=旅遊 导游=導遊 游戏=遊戲 游乐=遊樂 游船=遊船 郊游=郊遊 复印=複印 复制=複製
        联系=聯繫 关系=關係 没关系=沒關係 钟表=鐘錶 手表=手錶 表示=表示 里程=里程 公里=公里 了解=了解 制作=製作 定制=定製 特制=特製 重复=重複
        """
}
