// The little that makes the pages better with a script; every page works without it.
'use strict';
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const isTyping = e => e && (e.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName));

  // A GET form leaves its empty fields out of the address.
  for (const form of $$('form[data-tidy]')) {
    form.addEventListener('submit', () => {
      const empty = [...form.elements].filter(e => e.name && e.value === '' && !e.disabled);
      for (const e of empty) e.disabled = true;
      setTimeout(() => { for (const e of empty) e.disabled = false; });
    });
  }

  // Asks the server once typing pauses; an older answer never overtakes a newer one.
  const asker = (pause, ask, take) => {
    let timer, running;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        running?.abort();
        running = new AbortController();
        try {
          const answer = await ask(running.signal);
          if (answer) take(answer);
        } catch (error) {
          if (error.name !== 'AbortError') take('');
        }
      }, pause);
    };
  };

  // Asks for a piece of a page: where the session has ended, that is told instead of leading to the login.
  const asPiece = { credentials: 'same-origin', headers: { 'X-Page-Piece': '1' } };

  // Suggestions under the search box: a listbox by the ARIA pattern of a combobox.
  const box = $('[data-suggest]');
  if (box) {
    const list = document.createElement('ul');
    Object.assign(list, { id: 'suggestions', className: 'suggestions', role: 'listbox', hidden: true });
    list.setAttribute('aria-label', '建议');
    box.after(list);
    box.setAttribute('role', 'combobox');
    box.setAttribute('aria-controls', list.id);
    box.setAttribute('aria-autocomplete', 'list');
    let at = -1;
    const show = shown => { list.hidden = !shown; box.setAttribute('aria-expanded', shown); if (!shown) choose(-1); };
    const choose = place => {
      at = place;
      $$('li', list).forEach((item, index) => item.setAttribute('aria-selected', index === at));
      if (at < 0) box.removeAttribute('aria-activedescendant');
      else box.setAttribute('aria-activedescendant', list.children[at].id);
    };
    // The word that is being typed: what stands before it stays.
    const word = () => box.value.match(/[^\s\u3000]*$/)[0];
    const put = item => {
      box.value = box.value.slice(0, box.value.length - word().length) + item.dataset.value;
      show(false);
      box.form.requestSubmit();
    };
    show(false);
    const ask = asker(120, async signal => {
      const text = word();
      if (!text) return show(false);
      const answer = await fetch('/suggest?q=' + encodeURIComponent(text), { signal, ...asPiece });
      return answer.ok ? answer.text() : ' ';
    }, html => {
      list.innerHTML = html;
      at = -1;
      show(list.children.length > 0 && document.activeElement === box);
    });
    box.addEventListener('input', ask);
    box.addEventListener('blur', () => setTimeout(() => show(false), 150));
    box.addEventListener('keydown', event => {
      const count = list.children.length;
      if (event.isComposing || list.hidden || !count) return;
      if (event.key === 'ArrowDown') choose((at + 1) % count);
      else if (event.key === 'ArrowUp') choose(at <= 0 ? count - 1 : at - 1);
      else if (event.key === 'Enter' && at >= 0) put(list.children[at]);
      else if (event.key === 'Escape') show(false);
      else return;
      event.preventDefault();
    });
    list.addEventListener('mousedown', event => {
      const item = event.target.closest('li');
      if (item) { event.preventDefault(); put(item); }
    });
  }

  // The intake form's check grows with each field and word.
  const intake = $('form[data-intake]');
  if (intake) {
    const matches = $('#matches');
    const first = intake.elements['complainant.phone'];
    if (first && !first.value && !$('.fault', intake)) first.focus();
    let last = '';
    const ask = asker(200, async signal => {
      const body = new URLSearchParams(new FormData(intake));
      if (body.toString() === last) return null;
      const answer = await fetch('/complaints/check', { method: 'POST', body, signal, ...asPiece });
      last = body.toString();
      return answer.ok || answer.status === 401 ? answer.text() : null;
    }, html => { if (html && html !== matches.innerHTML) matches.innerHTML = html; });
    intake.addEventListener('input', ask);
    intake.addEventListener('compositionend', ask);
    let dirty = false;
    intake.addEventListener('input', () => { dirty = true; });
    intake.addEventListener('submit', () => { dirty = false; });
    addEventListener('beforeunload', event => { if (dirty) event.preventDefault(); });
  }

  // Single keys, off where somebody types, and off altogether where somebody wants it so (WCAG 2.1.4).
  const toggle = $('[data-keys]');
  let on = localStorage.getItem('keys') !== 'off';
  const tell = () => { toggle.textContent = '快捷键：' + (on ? '开' : '关'); toggle.setAttribute('aria-pressed', on); };
  if (toggle) {
    toggle.hidden = false;
    tell();
    toggle.addEventListener('click', () => { on = !on; localStorage.setItem('keys', on ? 'on' : 'off'); tell(); });
  }
  for (const box of $$('.scroll')) if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  const rows = $$('[data-list] > li:not(.between), [data-list] > tr, [data-candidate]');
  // What stands in a closed <details> is not to be seen, and so not to be chosen or decided on.
  const isSeen = e => e.getClientRects().length > 0;
  let isLeaving = false;
  addEventListener('pageshow', () => { isLeaving = false; });
  let row = -1;
  const go = step => {
    let next = row + step;
    while (rows[next] && !isSeen(rows[next])) next += step;
    if (!rows[next]) return;
    rows[row]?.classList.remove('at');
    row = next;
    rows[row].classList.add('at');
    rows[row].scrollIntoView({ block: 'nearest' });
    $('a', rows[row])?.focus({ preventScroll: true });
  };
  document.addEventListener('keydown', event => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const key = event.key;
    if (key === '/' && box) box.focus();
    else if (key === '/') location.href = '/';
    else if (key === '?') location.href = '/help';
    else if (key === 'j') go(1);
    else if (key === 'k') go(-1);
    else {
      // A decision's key works on the chosen candidate, else on the first that has it.
      const name = `[data-key="${CSS.escape(key)}"]`;
      const button = [...(row >= 0 ? $$(name, rows[row]) : []), ...$$(name)].find(isSeen);
      if (!button) return;
      // A key that is held decides once, and not on what comes next.
      if (!event.repeat && !isLeaving) button.click();
      isLeaving = true;
      setTimeout(() => { isLeaving = false; }, 3000);
    }
    event.preventDefault();
  });
})();
