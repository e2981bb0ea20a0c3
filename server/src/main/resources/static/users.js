// SPDX-License-Identifier: Apache-2.0
// Actions on users, tokens and keys: fills the dialogs, sends requests and shows a secret once.
// The first script of its page, so that its buttons work while other resources are loading.
'use strict';
(() => {
    const PARTS = ['name', 'id', 'environment', 'roles'];

    document.addEventListener('click', event => {
        const opener = event.target.closest('[data-fill]');
        if (!opener) return;
        const dialog = document.getElementById(opener.dataset.fill);
        const form = dialog.querySelector('form');
        form.reset();
        for (const part of PARTS) {
            const value = opener.dataset[part] ?? '';
            dialog.querySelectorAll(`[data-filled="${part}"]`).forEach(place => { place.textContent = value; });
            form.dataset[part] = value;
            const field = form.elements.namedItem(part);
            if (field && part in opener.dataset) field.value = value;
        }
        form.querySelector('.problem').hidden = true;
        dialog.showModal();
    });

    document.addEventListener('submit', async event => {
        const form = event.target;
        if (!form.dataset.path) return;
        event.preventDefault();
        const button = form.querySelector('[type=submit]');
        button.disabled = true;
        const {problem, secret} = await send(form);
        button.disabled = false;
        const place = form.querySelector('.problem');
        place.hidden = !problem;
        place.textContent = problem ?? '';
        if (problem) return;
        if (secret) {
            show(form, secret);
        } else {
            location.reload();
        }
    });

    /* After a secret was shown, reloads the page when its dialog closes, in whatever way. */
    function show(form, secret) {
        const place = form.querySelector('.secret');
        place.textContent = secret;
        place.hidden = false;
        form.querySelector('.fields').hidden = true;
        form.querySelector('[type=submit]').hidden = true;
        form.closest('dialog').addEventListener('close', () => location.reload());
    }

    async function send(form) {
        const path = form.dataset.path.replace(/\{(\w+)}/g, (all, part) => encodeURIComponent(form.dataset[part]));
        const method = form.dataset.method;
        const body = method === 'DELETE' ? undefined : JSON.stringify(fields(form));
        try {
            const answer = await fetch(path, {method, headers: {'Content-Type': 'application/json'}, body});
            const said = await answer.json().catch(() => ({}));
            if (answer.ok) return {secret: said.invitation ?? said.token ?? said.sdkKey};
            const problems = (said.problems ?? []).map(one => `${one.message}: ${one.remedy}`);
            return {problem: [said.detail ?? `The server answered ${answer.status}.`, said.remedy, ...problems].filter(Boolean).join(' ')};
        } catch {
            return {problem: 'The server did not answer, so this page does not know whether the order arrived. Look, then try again.'};
        }
    }

    function fields(form) {
        const body = {};
        for (const [name, value] of new FormData(form)) {
            if (name === 'roles') body.roles = value.split(/[\s,]+/).filter(Boolean);
            else if (name === 'days') body.expiresAt = new Date(Date.now() + value * 86_400_000).toISOString();
            else if (name === 'machine') body.machine = true;
            else body[name] = value;
        }
        return body;
    }
})();
