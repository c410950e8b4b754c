// The little that makes the pages better with a script; every page works without it.
'use strict';
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A GET form leaves its empty fields out of the address.
  for (const form of $$('form[data-tidy]')) {
    form.addEventListener('submit', () => {
      for (const field of form.elements) if (field.name && field.value === '') field.disabled = true;
      setTimeout(() => { for (const field of form.elements) field.disabled = false; });
    });
  }
})();
