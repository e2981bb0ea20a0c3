// SPDX-License-Identifier: Apache-2.0
// Keyboard shortcuts: / focuses the search field, g and a letter open a page, ? lists all. They are inactive during typing,
// with a modifier key and in dialogs, and can be turned off. The links in the page header define the letters.
'use strict';
(() => {
    const STORE = 'evenkeel-keys';
    const PATIENCE_MILLIS = 2000;
    const FIELDS = 'input, textarea, select, [contenteditable]';
    const SEARCH = 'main input[type="search"], main form.search input:not([type="hidden"])';
    let on = true;
    let leaderAt = -PATIENCE_MILLIS;

    try {
        on = localStorage.getItem(STORE) !== 'off';
    } catch {
        // Storage may be blocked; then the shortcuts are on until they are turned off on this page.
    }

    document.addEventListener('keydown', event => {
        if (!on || isForOthers(event)) return;
        const led = event.timeStamp - leaderAt < PATIENCE_MILLIS;
        leaderAt = -PATIENCE_MILLIS;
        if (led) {
            go(event);
        } else if (event.key === 'g') {
            leaderAt = event.timeStamp;
        } else if (event.key === '/') {
            search(event);
        } else if (event.key === '?') {
            event.preventDefault();
            open();
        }
    });

    function isForOthers(event) {
        const held = event.ctrlKey || event.altKey || event.metaKey || event.getModifierState('AltGraph');
        return held || event.defaultPrevented || event.repeat || event.isComposing
            || event.target.closest?.(FIELDS) || document.querySelector('dialog[open]');
    }

    function go(event) {
        const link = document.querySelector(`header [data-key="${CSS.escape(event.key)}"]`);
        if (!link) return;
        event.preventDefault();
        location.assign(link.href);
    }

    function search(event) {
        const field = document.querySelector(SEARCH);
        if (!field) return;
        event.preventDefault();
        field.focus();
        field.select();
    }

    function open() {
        const dialog = document.getElementById('keyboard') ?? make();
        dialog.querySelector('#keyboard-on').checked = on;
        dialog.showModal();
    }

    function make() {
        document.body.append(document.getElementById('keyboard-template').content.cloneNode(true));
        const dialog = document.getElementById('keyboard');
        dialog.querySelector('.key-pages').replaceChildren(...[...document.querySelectorAll('header [data-key]')].map(row));
        dialog.querySelector('#keyboard-on').addEventListener('change', event => turn(event.target.checked));
        return dialog;
    }

    function row(link) {
        const item = document.createElement('li');
        const key = document.createElement('kbd');
        key.textContent = link.dataset.key;
        item.append(key, ` ${link.textContent.trim()}`);
        return item;
    }

    function turn(wanted) {
        on = wanted;
        try {
            localStorage.setItem(STORE, on ? 'on' : 'off');
        } catch {
            // Not stored: applies until the page is closed.
        }
    }

    const button = document.getElementById('keyboard-open');
    button.hidden = false;
    button.addEventListener('click', open);
})();
