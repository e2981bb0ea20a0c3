// SPDX-License-Identifier: Apache-2.0
// Dialogs that confirm an action and send its request. They work from the first button of the page on, even while other
// resources are loading: an emergency stop must not wait for a chart.
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
        if ('sending' in form.dataset) return;
        form.dataset.sending = '';
        const said = {...fields(form), ...JSON.parse(form.dataset.values ?? '{}')};
        const {wrong, answer} = await send(form, said);
        delete form.dataset.sending;
        const problem = form.querySelector('.problem') ?? document.getElementById(form.dataset.problem);
        problem.hidden = wrong === null;
        problem.textContent = wrong ?? '';
        if (wrong !== null) problem.scrollIntoView({block: 'nearest'});
        if (wrong === null) {
            form.closest('dialog')?.close();
            form.reset();
            if (form.dataset.goto) location.assign(form.dataset.goto + encodeURIComponent(answer.id));
        }
        /* If the page has replaced the form in the meantime, the event goes to the document. */
        (form.isConnected ? form : document)
            .dispatchEvent(new CustomEvent('ordered', {bubbles: true, detail: {done: wrong === null, form, said, answer}}));
    });

    /* One dialog serves every row of a table. A row sets data-values (sent in addition to the fields), data-prefill
       (initial values of fields) and data-choices (their options); a field with data-names becomes read-only if it is
       prefilled. A time field starts data-hours from now, a data-zone field with the user's time zone. */
    function aim(dialog, {to, about, values, prefill, choices, note, noteTo}) {
        const form = dialog.querySelector('form');
        form.reset();
        form.dataset.order = to;
        form.dataset.values = values ?? '{}';
        form.dataset.note = note ?? '';
        form.dataset.noteTo = noteTo ?? '';
        dialog.querySelectorAll('[data-about]').forEach(place => { place.textContent = about; });
        for (const [name, words] of Object.entries(JSON.parse(choices ?? '{}'))) {
            form.elements[name].replaceChildren(...words.map(word => new Option(word, word)));
        }
        const begin = JSON.parse(prefill ?? '{}');
        for (const field of form.elements) {
            if (field.dataset.hours) field.value = onTheClock(new Date(Date.now() + field.dataset.hours * HOUR_MILLIS));
            if ('zone' in field.dataset) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
            if (field.name in begin) field.value = begin[field.name];
            if ('names' in field.dataset) field.readOnly = field.name in begin;
        }
    }

    const HOUR_MILLIS = 3_600_000;

    /* The value of a datetime-local field, to the minute. */
    function onTheClock(moment) {
        return new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    }

    const LENGTH = /^(?:(\d+)\s*w(?:eeks?)?)?\s*(?:(\d+)\s*d(?:ays?)?)?\s*(?:(\d+)\s*h(?:ours?)?)?\s*(?:(\d+)\s*min(?:utes?)?)?$/i;

    /* 2 d 14 h as P2DT14H. Sends unparseable text unchanged: the server reports the error. */
    function length(text) {
        const read = LENGTH.exec(text.trim());
        if (!read) return text;
        const [weeks, days, hours, minutes] = read.slice(1).map((number, at) => number ? number + 'WDHM'[at] : '');
        return `P${weeks}${days}${hours + minutes && `T${hours}${minutes}`}`;
    }

    const KINDS = {
        length,
        number: Number,
        percent: text => Number((text / 100).toPrecision(12)),
        minutes: text => `PT${Math.round(60 * text)}S`,
        moment: text => new Date(text).toISOString(),
        truth: text => text === 'true',
        list: text => text.split(/[\s,]+/).filter(Boolean),
        flags: text => KINDS.list(text).map(flag),
        price: text => text.trim() === '' ? null : price(...text.trim().split(/\s+/)),
    };

    /* Sends text that is not a number unchanged, so that the server reports the error. */
    function price(currency, ...amount) {
        const text = amount.join(' ');
        return {currency, amount: text === '' || Number.isNaN(Number(text)) ? text : Number(text)};
    }

    function flag(text) {
        const cut = text.indexOf('/');
        return cut < 0 ? {flag: text} : {environment: text.slice(0, cut), flag: text.slice(cut + 1)};
    }

    const part = name => name.split('.')[0];

    /* Omits fields that only this page uses, and empty optional fields; with data-changed, also unchanged parts. Adds a
       value also under the name in data-also. */
    function fields(form) {
        const changed = new Set([...form.elements].filter(isChanged).map(field => part(field.name)));
        const body = {};
        for (const [name, value] of new FormData(form)) {
            const {optional, kind, local, also} = form.elements[name].dataset;
            if (local !== undefined) continue;
            if (value === '' && optional !== undefined) continue;
            if ('changed' in form.dataset && !changed.has(part(name))) continue;
            for (const place of [name, also ?? []].flat()) put(body, place.split('.'), kind ? KINDS[kind](value) : value);
        }
        return body;
    }

    function isChanged(field) {
        return field.options
            ? [...field.options].some(option => option.selected !== option.defaultSelected)
            : field.value !== field.defaultValue;
    }

    /* A dot in a name selects an object member, a number after it an index of a list without gaps. */
    function put(body, [name, ...deeper], value) {
        const here = Array.isArray(body) ? numbered(body, name) : name;
        if (deeper.length === 0) body[here] = value;
        else put(body[here] ??= /^\d+$/.test(deeper[0]) ? [] : {}, deeper, value);
    }

    function numbered(list, number) {
        const numbers = list.numbers ??= [];
        if (!numbers.includes(number)) numbers.push(number);
        return numbers.indexOf(number);
    }

    /* Returns wrong = null on success, otherwise the error text. Fields that the URL names in braces go into the URL,
       not into the body. */
    async function send(form, said) {
        const body = {...said};
        const address = form.dataset.order.replace(/\{(\w+)}/g, (all, name) => {
            delete body[name];
            return encodeURIComponent(said[name] ?? '');
        });
        const method = form.dataset.method ?? 'POST';
        const order = method === 'DELETE' ? {method}
            : {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)};
        try {
            const answer = await fetch(address, order);
            const told = await answer.json().catch(() => ({}));
            return answer.ok ? {wrong: null, answer: told} : {wrong: inWords(told, answer.status)};
        } catch {
            return {wrong: 'The server did not answer, so this page does not know whether the order arrived. Try again.'};
        }
    }

    function inWords({detail, remedy, problems = []}, status) {
        const said = [detail ?? `The server answered ${status}.`, remedy].filter(Boolean).join(' ');
        const all = problems.length < 2 ? [] : problems.map(({message, remedy: what}) => `${message}: ${what}.`);
        return [said, ...all].join('\n');
    }
})();
