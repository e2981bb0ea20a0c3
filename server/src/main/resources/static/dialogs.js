// SPDX-License-Identifier: Apache-2.0
// Dialogs that ask once and send an order. They work from the first button of the page on, whatever else is still being
// loaded: who wants to stop something must not wait for a chart.
'use strict';
(() => {
    const parsed = new Promise(done => document.addEventListener('DOMContentLoaded', done));

    document.addEventListener('click', async event => {
        const opener = event.target.closest('[data-open]');
        if (!opener) {
            event.target.closest('[data-close]')?.closest('dialog').close();
            return;
        }
        const find = () => document.getElementById(opener.dataset.open);
        if (!find()) await parsed;
        const dialog = find();
        dialog.querySelector('.problem').hidden = true;
        if (opener.dataset.to) aim(dialog, opener.dataset);
        if (!dialog.open) dialog.showModal();
    });

    document.addEventListener('submit', async event => {
        const form = event.target;
        if (!form.dataset.order) return;
        event.preventDefault();
        const wrong = await send(form.dataset.order, {...fields(form), ...JSON.parse(form.dataset.values ?? '{}')});
        const problem = form.querySelector('.problem');
        problem.hidden = wrong === null;
        problem.textContent = wrong ?? '';
        if (wrong === null) form.closest('dialog').close();
        form.dispatchEvent(new CustomEvent('ordered', {bubbles: true, detail: {done: wrong === null}}));
    });

    /* One dialog serves every row of a table; what a row sends beside the fields is its data-values. */
    function aim(dialog, {to, about, values}) {
        const form = dialog.querySelector('form');
        form.reset();
        form.dataset.order = to;
        form.dataset.values = values ?? '{}';
        dialog.querySelectorAll('[data-about]').forEach(place => { place.textContent = about; });
    }

    /* What is optional and empty is not said. */
    function fields(form) {
        const said = [...new FormData(form)]
            .filter(([name, value]) => value !== '' || !('optional' in form.elements[name].dataset));
        return Object.fromEntries(said);
    }

    /* Null when done, else what went wrong, in words. */
    async function send(address, body) {
        try {
            const answer = await fetch(address,
                {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
            if (answer.ok) return null;
            const problem = await answer.json().catch(() => ({}));
            return [problem.detail ?? `The server answered ${answer.status}.`, problem.remedy].filter(Boolean).join(' ');
        } catch {
            return 'The server did not answer, so this page does not know whether the order arrived. Try again.';
        }
    }
})();
