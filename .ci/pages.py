#!/usr/bin/env python3
"""Looks at the staff's pages in headless Chromium, at 1280 and 390 pixels, light and dark.

    .ci/pages.py BINGAN [--shots FOLDER] [--only WORD]

starts `BINGAN demo`, opens each page and checks what a test inside the process can't see: nothing sticks out sideways,
nothing is refused by the content security policy or fails in a script, every control has a name, no id comes twice, a
page weighs at most 60 kB, and the keys do what the help says. Standard library only.
"""
import argparse, base64, json, os, re, subprocess, sys, tempfile, time, urllib.request

WIDTHS = (1280, 390)
HEAVIEST = 60_000


class Browser:
    """Chromium by its DevTools pipe: JSON messages that end in NUL."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_read, self.out = os.pipe()
        self.into, to_write = os.pipe()
        command = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--hide-scrollbars", "--remote-debugging-pipe", f"--user-data-dir={self.folder.name}", "about:blank"]

        def wire():
            os.dup2(to_read, 103); os.dup2(to_write, 104); os.dup2(103, 3); os.dup2(104, 4)
        self.process = subprocess.Popen(command, close_fds=False, preexec_fn=wire, stderr=subprocess.DEVNULL)
        os.close(to_read); os.close(to_write)
        self.number, self.rest, self.events = 0, b"", []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(domain + ".enable")

    session = None

    def message(self):
        while b"\0" not in self.rest:
            piece = os.read(self.into, 1 << 16)
            if not piece:
                raise EOFError("Chromium has gone")
            self.rest += piece
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def run(self, script):
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(script[:80] + ": " + json.dumps(answer["exceptionDetails"])[:300])
        return answer["result"].get("value")

    def size(self, width, dark):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        value = "dark" if dark else "light"
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": value}])

    def open(self, url):
        self.events = []
        self.ask("Page.navigate", url=url)
        self.settle("Page.loadEventFired")

    def settle(self, event):
        """Waits for an event, then for the page to be quiet."""
        end = time.time() + 20
        while not any(known.get("method") == event for known in self.events):
            if time.time() > end:
                raise TimeoutError(event)
            self.ask("Runtime.evaluate", expression="1")
            time.sleep(0.01)
        time.sleep(0.05)
        self.ask("Runtime.evaluate", expression="1")

    def key(self, key):
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, "ArrowUp": 38}
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        common = {"key": key, "windowsVirtualKeyCode": codes.get(key, ord(key[0].upper()))}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def hold(self, key, times):
        """A key that is held: the browser repeats it."""
        common = {"key": key, "windowsVirtualKeyCode": ord(key.upper()), "text": key}
        for place in range(times):
            self.ask("Input.dispatchKeyEvent", type="keyDown", autoRepeat=place > 0, **common)
            time.sleep(0.05)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def focus(self, selector):
        """Without a script of the page's."""
        root = self.ask("DOM.getDocument")["root"]["nodeId"]
        self.ask("DOM.focus", nodeId=self.ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"])

    def html(self):
        return self.ask("DOM.getOuterHTML", nodeId=self.ask("DOM.getDocument")["root"]["nodeId"])["outerHTML"]

    def type(self, text):
        self.ask("Input.insertText", text=text)

    def wait(self, script, what, seconds=10):
        """Waits until a script's value is true; a page that is just being left counts as not yet."""
        end = time.time() + seconds
        while time.time() < end:
            try:
                if self.run(script):
                    return
            except RuntimeError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"{what}: not within {seconds} s")

    def shot(self, path):
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 4000), "scale": 1}
        image = self.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(image["data"]))

    def close(self):
        self.process.terminate()
        self.process.wait()


LOOK = r"""(width => {
  const faults = [];
  const wide = document.documentElement.scrollWidth - width;
  if (wide > 0) {
    const out = [...document.querySelectorAll('body *')].find(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll, nav'));
    faults.push(`sticks out by ${wide} pixels` + (out ? `: <${out.tagName.toLowerCase()} class="${out.className}">` : ''));
  }
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
    if (!(e.labels && e.labels.length) && !e.getAttribute('aria-label')) faults.push(`no label: ${e.name}`);
  for (const e of document.querySelectorAll('button:not([hidden]), a[href]'))
    if (!(e.textContent.trim() || e.getAttribute('aria-label'))) faults.push(`no name: ${e.outerHTML.slice(0, 80)}`);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) faults.push(`id twice: ${id}`);
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  if (document.documentElement.lang !== 'zh-CN') faults.push('no lang');
  if (document.querySelector('[style]')) faults.push('style attribute');
  for (const e of document.querySelectorAll('[aria-describedby], [aria-controls], label[for]'))
    for (const name of ['aria-describedby', 'aria-controls', 'for']) {
      const id = e.getAttribute(name);
      if (id && !document.getElementById(id)) faults.push(`${name} leads nowhere: ${id}`);
    }
  return faults;
})(%d)"""


def weight(browser):
    """Bytes of everything the page is made of, unpacked."""
    return sum(event["params"]["dataLength"] for event in browser.events if event.get("method") == "Network.dataReceived")


def complaints(browser):
    found = []
    for event in browser.events:
        if event.get("method") == "Runtime.exceptionThrown":
            found.append("script: " + json.dumps(event["params"]["exceptionDetails"].get("exception", {}).get("description"))[:200])
        if event.get("method") == "Log.entryAdded" and event["params"]["entry"]["level"] == "error":
            if not re.search(r"status of 4\d\d", event["params"]["entry"]["text"]):
                found.append("log: " + event["params"]["entry"]["text"][:200])
    return found


PAGES = [
    ("search", "/"),
    ("hits", "/?q=%E5%81%A5%E8%BA%AB%E6%88%BF+%E9%80%80%E6%AC%BE"),
    ("filtered", "/?q=%E9%80%80%E6%AC%BE&district=%E6%B4%AA%E5%B1%B1%E5%8C%BA&channel=web&sort=amount"),
    ("nothing", "/?q=zzzzqqqq"),
    ("fault", "/?q=%E9%80%80%E6%AC%BE&from=abc"),
    ("complaint", "/complaints/522?q=%E5%81%A5%E8%BA%AB%E6%88%BF"),
    ("error", "/complaints/999999"),
    ("intake", "/complaints/new"),
    ("review", "/review"),
    ("stats", "/stats?from=2021-01&to=2021-03"),
    ("due", "/due"),
    ("merchants", "/merchants?q=%E4%BC%98%E5%81%A5"),
    ("merchant", "/merchants/1"),
    ("clusters", "/clusters"),
    ("cluster", "/clusters/1"),
    ("alerts", "/alerts"),
    ("help", "/help"),
]


def look(browser, base, only, shots):
    faults = []
    for name, path in PAGES:
        if only and only not in name:
            continue
        for width in WIDTHS:
            for dark in (False, True):
                browser.size(width, dark)
                browser.open(base + path)
                label = f"{name} {width} {'dark' if dark else 'light'}"
                found = browser.run(LOOK % width) + complaints(browser)
                if weight(browser) > HEAVIEST:
                    found.append(f"weighs {weight(browser)} bytes")
                faults += [f"{label}: {fault}" for fault in found]
                if width == WIDTHS[0] and not dark:
                    print(f"{name:12} {weight(browser):6} bytes  {browser.run('location.pathname')}", file=sys.stderr)
                if shots:
                    browser.shot(f"{shots}/{name}-{width}-{'dark' if dark else 'light'}.png")
    return faults


def use(browser, base):
    """Does by keyboard what the help promises; gives what doesn't work."""
    faults = []

    def check(what, script):
        try:
            browser.wait(script, what, 5)
        except AssertionError as fault:
            faults.append(str(fault))

    browser.size(WIDTHS[0], False)
    browser.open(base + "/?q=%E9%80%80%E6%AC%BE")
    browser.key("Tab")
    check("the first tab shows the skip link", "document.activeElement.className === 'skip'"
          " && document.activeElement.getBoundingClientRect().left >= 0")
    browser.key("/")
    check("/ goes to the search box", "document.activeElement.id === 'q'")
    browser.run("document.activeElement.value = ''")
    browser.type("退款 优健")
    check("suggestions come while typing", "document.querySelectorAll('#suggestions li').length > 0")
    browser.key("ArrowDown")
    check("a suggestion is chosen by arrow", "!!document.querySelector('#suggestions li[aria-selected=true]')")
    browser.key("Enter")
    check("the chosen suggestion takes the place of its word alone", "/退款[+ ]商家:/.test(decodeURIComponent(location.search))"
          " && document.querySelectorAll('.hits li').length > 0")
    browser.run("document.activeElement.blur()")
    browser.key("j")
    browser.key("j")
    check("j goes from hit to hit", "document.querySelectorAll('.hits > li')[1].classList.contains('at')")
    browser.key("Enter")
    check("Enter opens the hit", "location.pathname.startsWith('/complaints/')")
    browser.open(base + "/complaints/new")
    check("the form begins at the phone", "document.activeElement.name === 'complainant.phone'")
    browser.type("15000008475")
    check("the check begins with the phone", "document.querySelectorAll('#matches [data-candidate]').length > 0")
    # Sent, it holds nobody back who leaves.
    browser.run("document.querySelector('form[data-intake]').dispatchEvent(new Event('submit'))")
    browser.open(base + "/review")
    browser.key("?")
    check("? opens the help", "location.pathname === '/help'")
    faults += decide(browser, base, check)
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(base + "/?q=%E9%80%80%E6%AC%BE")
    if "<mark>退款</mark>" not in browser.html():
        faults.append("without scripts nothing is found")
    browser.open(base + "/review")
    browser.focus("#reason")
    browser.type("x")
    browser.key("Enter")
    time.sleep(0.5)
    if "已认定" in browser.html():
        faults.append("without scripts Enter in a reason decides")
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    return faults


def decide(browser, base, check):
    """Decisions take a press of their own key or button; gives what else makes one."""
    faults = []
    pair = "[...document.querySelectorAll('form.decide input[name=this], form.decide input[name=other]')].map(e => e.value).join()"
    browser.open(base + "/review")
    browser.focus("#reason")
    browser.type("理由")
    browser.key("Enter")
    time.sleep(0.5)
    if browser.run("location.search"):
        faults.append("Enter in a reason decides")
    browser.run("document.activeElement.blur()")
    first = browser.run(pair)
    browser.hold("3", 20)
    check("a key decides", "location.search.includes('done=decided')")
    told = browser.run("['this', 'other'].map(n => new URLSearchParams(location.search).get(n)).join()")
    if told != first:
        faults.append(f"a held key decides on {told} after {first}")
    # A candidate in a closed <details> is not decided on by a key that none of the open ones has.
    browser.open(base + "/complaints/new")
    browser.run("document.querySelector('form[data-intake]').dispatchEvent(new Event('submit'))")
    browser.open(base + "/complaints/1")
    hidden = browser.run("!!document.querySelector('details.others:not([open]) [data-key]')"
                         " && ![...document.querySelectorAll('[data-key=\"1\"]')].some(e => e.getClientRects().length)")
    if hidden:
        browser.key("1")
        time.sleep(0.5)
        if browser.run("location.search"):
            faults.append("a key decides on a candidate nobody sees")
    return faults


def serve(binary):
    """Starts the demo; gives the process and its address."""
    server = subprocess.Popen([binary, "demo", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for line in server.stdout:
        found = re.search(r"http://[\w.:]+", line)
        if found:
            return server, found.group()
    raise RuntimeError("the demo has ended")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", help="the built bingan, or the address of one that serves")
    parser.add_argument("--shots")
    parser.add_argument("--only")
    options = parser.parse_args()
    server = None
    if options.binary.startswith("http"):
        base = options.binary
    else:
        server, base = serve(options.binary)
    if options.shots:
        os.makedirs(options.shots, exist_ok=True)
    browser = Browser()
    try:
        faults = look(browser, base, options.only, options.shots)
        if not options.only:
            faults += use(browser, base)
    finally:
        browser.close()
        if server:
            server.terminate()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults", file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
