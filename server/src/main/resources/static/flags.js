// SPDX-License-Identifier: Apache-2.0
// Flag pages: search, evaluation and validation during typing, and saving. The server renders the results; rollout.js
// refreshes the pages themselves.

const SEARCH_PAUSE_MILLIS = 150;
const TYPING_PAUSE_MILLIS = 300;
const ATTEMPTS = 3;
const UNANSWERED = 'The server did not answer. Try again.';
const CHANGED = 'Something was written while it was being checked, so nothing was saved. Read it again, and save.';

/* Debounces work until typing pauses; drop cancels the pending call, for example when it is done immediately. */
function whenTypingRests(millis, work) {
    let timer;
    const drop = () => clearTimeout(timer);
    const typed = () => {
        drop();
        timer = setTimeout(work, millis);
    };
    return {typed, drop};
}

function words(problem, status) {
    const faults = (problem.problems ?? []).map(one => `${one.pointer} ${one.message}`.trim());
    return [problem.detail ?? `The server answered ${status}.`, problem.remedy, ...faults].filter(Boolean).join(' ');
}

/* Sends the fields of a form to the server. Returns null if a later request has superseded this one. */
function asking(form) {
    let newest = 0;
    return async () => {
        const number = ++newest;
        const answer = await fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
        const text = await answer.text();
        if (number !== newest) return null;
        const html = new DOMParser().parseFromString(answer.ok ? text : '', 'text/html');
        return html.body.firstElementChild ?? failed(text, answer.status);
    };
}

function failed(text, status) {
    const place = document.createElement('p');
    place.className = 'problem';
    place.textContent = words(JSON.parse(text || '{}'), status);
    return place;
}

/* Inserts the text into the body unparsed, which preserves number formats and member order. Names the revision that the
   text was checked against, so that no concurrent change is overwritten. */
function sendFlag({put, proposals, environment, key, text, reason, verdict, revision}) {
    return verdict === 'SAVE'
        ? fetch(`${put}?${new URLSearchParams({reason})}`, {
            method: 'PUT',
            headers: {'Content-Type': 'application/json', 'If-Match': `"${environment}-${revision}"`},
            body: text,
        })
        : fetch(proposals, {
            method: 'POST',
            headers: {'Content-Type': 'application/json'},
            body: `{"reason":${JSON.stringify(reason)},"patch":{"flags":{${JSON.stringify(key)}:${text}}}}`,
        });
}

function proposed(id) {
    const gates = Object.assign(document.createElement('a'), {href: '/gates', textContent: 'Gates'});
    return [`Proposed${id ? ` as ${id}` : ''}. It can be approved and applied on the page `, gates, '.'];
}

/* ---- the list ---- */

const search = document.getElementById('flag-search');

if (search) {
    const find = () => {
        const asked = [...new FormData(search)].filter(([name, value]) => value && !(name === 'state' && value === 'any'));
        history.replaceState(null, '', `${search.getAttribute('action')}?${new URLSearchParams(asked)}`);
        document.dispatchEvent(new Event('asked'));
    };
    search.addEventListener('input', whenTypingRests(SEARCH_PAUSE_MILLIS, find).typed);
    search.addEventListener('submit', event => {
        event.preventDefault();
        find();
    });
}

/* ---- evaluation preview ---- */

const trial = document.getElementById('try');

if (trial) {
    const ask = asking(trial);
    const context = trial.elements.context;
    const problem = document.getElementById('try-problem');
    const tried = document.getElementById('tried');
    const evaluate = async () => {
        const answer = await ask().catch(() => failed('', 0));
        if (!answer) return;
        const wrong = answer.dataset.problem ?? '';
        problem.textContent = wrong;
        problem.hidden = !wrong;
        context.setAttribute('aria-invalid', String(Boolean(wrong)));
        if (tried.firstElementChild?.isEqualNode(answer)) return;
        tried.replaceChildren(...wrong ? [] : [document.adoptNode(answer)]);
    };
    trial.addEventListener('input', whenTypingRests(TYPING_PAUSE_MILLIS, evaluate).typed);
    trial.addEventListener('submit', event => {
        event.preventDefault();
        evaluate();
    });
    /* Evaluates again when the page shows a new state of the flag. */
    document.addEventListener('renewed', () => tried.querySelector('[data-problem]') && evaluate());
}

/* ---- the editor ---- */

const edit = document.getElementById('edit');

if (edit) {
    const ask = asking(edit);
    const {text, from, reason} = edit.elements;
    const save = document.getElementById('edit-save');
    const problem = document.getElementById('edit-problem');
    const done = document.getElementById('edit-done');
    const place = document.getElementById('edit-check');

    const say = wrong => {
        problem.textContent = wrong;
        problem.hidden = !wrong;
    };

    const isOpen = checked => ['SAVE', 'PROPOSE'].includes(checked?.dataset.verdict) && checked.dataset.overtaken === 'false';

    const check = async () => {
        const checked = await ask().catch(() => failed('', 0));
        if (!checked) return null;
        place.replaceChildren(document.adoptNode(checked));
        save.disabled = !isOpen(checked);
        save.querySelector('span').textContent = checked.dataset.verdict === 'PROPOSE' ? 'Propose' : 'Save';
        return checked;
    };
    const rest = whenTypingRests(TYPING_PAUSE_MILLIS, check);

    const send = (verdict, revision) =>
        sendFlag({...edit.dataset, text: text.value, reason: reason.value, verdict, revision});

    /* A rollout that advances, or an edit of another flag, also raises the revision: then checks and sends again. */
    const store = async () => {
        for (let attempt = 1; ; attempt++) {
            const checked = await check();
            if (!checked) return say(CHANGED);
            if (!isOpen(checked)) return;
            const {verdict, revision} = checked.dataset;
            const answer = await send(verdict, revision);
            const said = await answer.json().catch(() => ({}));
            if (answer.ok) return stored(verdict, said);
            if (said.code !== 'revision-conflict' || attempt === ATTEMPTS) return say(words(said, answer.status));
        }
    };

    const stored = async (verdict, said) => {
        reason.value = '';
        if (verdict === 'SAVE') {
            done.textContent = `Saved as revision ${said.revision}.`;
            from.value = said.revision;
            text.defaultValue = text.value;
            await check();
        } else {
            done.replaceChildren(...proposed(said.id));
        }
        document.dispatchEvent(new Event('ordered'));
    };

    /* After an action on this page the editor loads the new definition, unless it contains unsaved edits. */
    const startAnew = async () => {
        if (text.value !== text.defaultValue) return check();
        const answer = await fetch(location.pathname, {headers: {Accept: 'text/html'}});
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('edit');
        if (!fresh || text.value !== text.defaultValue) return null;
        text.value = text.defaultValue = fresh.elements.text.value;
        from.value = fresh.elements.from.value;
        return null;
    };

    edit.addEventListener('input', event => event.target === text && (done.textContent = ''));
    text.addEventListener('input', rest.typed);
    edit.addEventListener('submit', async event => {
        event.preventDefault();
        rest.drop();
        say('');
        save.disabled = true;
        await store().catch(() => say(`${UNANSWERED} This page does not know whether it was saved: look at the history first.`));
        save.disabled = !isOpen(place.firstElementChild);
    });
    edit.addEventListener('click', event => {
        if (event.target.closest('[data-go-on]')) {
            from.value = place.firstElementChild.dataset.revision;
            check();
        }
        if (event.target.closest('[data-undo]')) {
            text.value = text.defaultValue;
            say('');
            check();
        }
    });
    document.addEventListener('ordered', event => event.target !== document && startAnew());
}

/* ---- new flag ---- */

const made = document.getElementById('new-flag');

if (made) {
    const ask = asking(made);
    const {type, reason} = made.elements;
    const save = document.getElementById('new-save');
    const problem = document.getElementById('new-problem');
    const place = document.getElementById('new-check');
    const rows = document.getElementById('new-variants');

    const say = wrong => {
        problem.textContent = wrong;
        problem.hidden = !wrong;
    };

    const variants = () => [...rows.querySelectorAll('.variant-row')];

    const isOpen = checked => ['SAVE', 'PROPOSE'].includes(checked?.dataset.verdict);

    const check = async () => {
        const checked = await ask().catch(() => failed('', 0));
        if (!checked) return null;
        place.replaceChildren(document.adoptNode(checked));
        save.disabled = !isOpen(checked);
        save.querySelector('span').textContent = checked.dataset.verdict === 'PROPOSE' ? 'Propose it' : 'Make it';
        return checked;
    };
    const rest = whenTypingRests(TYPING_PAUSE_MILLIS, check);

    /* Numbers the rows of the form; the server identifies the default variant by the number of its row. */
    const number = () => variants().forEach((row, index) => {
        row.querySelector('[name=usual]').value = index;
        row.querySelector('[data-remove-variant]').disabled = variants().length === 1;
    });

    const add = (name, value) => {
        const row = variants().at(-1).cloneNode(true);
        row.querySelector('[name=usual]').checked = false;
        row.querySelector('[name=variant]').value = name;
        row.querySelector('[name=value]').value = value;
        rows.append(row);
        number();
        return row;
    };

    const written = () => JSON.stringify(variants().map(row =>
        ['variant', 'value'].map(name => row.querySelector(`[name=${name}]`).value)));

    let samples = type.selectedOptions[0].dataset.samples;
    const changeType = () => {
        const next = type.selectedOptions[0].dataset.samples;
        if (JSON.stringify(JSON.parse(samples)) === written()) {
            JSON.parse(next).forEach(([name, value], index) => {
                variants()[index].querySelector('[name=variant]').value = name;
                variants()[index].querySelector('[name=value]').value = value;
            });
        }
        samples = next;
    };

    const store = async () => {
        for (let attempt = 1; ; attempt++) {
            const checked = await check();
            if (!checked) return say(CHANGED);
            if (!isOpen(checked)) return;
            const {verdict, revision, text, key, path} = checked.dataset;
            const {api, environment} = made.dataset;
            const answer = await sendFlag({
                put: `${api}/flags/${encodeURIComponent(key)}`, proposals: `${api}/proposals`,
                environment, key, text, reason: reason.value, verdict, revision,
            });
            const said = await answer.json().catch(() => ({}));
            if (answer.ok && verdict === 'SAVE') return location.assign(path);
            if (answer.ok) return document.getElementById('new-done').replaceChildren(...proposed(said.id));
            if (said.code !== 'revision-conflict' || attempt === ATTEMPTS) return say(words(said, answer.status));
        }
    };

    made.addEventListener('input', rest.typed);
    type.addEventListener('change', changeType);
    made.addEventListener('click', event => {
        const remove = event.target.closest('[data-remove-variant]');
        if (event.target.closest('#add-variant')) add('', '').querySelector('[name=variant]').focus();
        if (remove) remove.closest('.variant-row').remove();
        if (!remove) return;
        number();
        check();
    });
    made.addEventListener('submit', async event => {
        event.preventDefault();
        rest.drop();
        say('');
        save.disabled = true;
        await store().catch(() => say(`${UNANSWERED} This page does not know whether it was made: look at the list first.`));
        save.disabled = !isOpen(place.firstElementChild);
    });
}

/* ---- deletion ---- */

const deleting = document.querySelector('#delete form');

if (deleting) {
    const {typed} = deleting.elements;
    const now = document.getElementById('delete-now');
    const signs = document.getElementById('delete-signs');
    const {delete: address, propose, removal, list} = deleting.dataset;

    const same = () => typed.setCustomValidity(typed.value === typed.dataset.key ? '' : `Type ${typed.dataset.key}.`);

    const look = async from => {
        now.disabled = true;
        const answer = await fetch(from, {headers: {Accept: 'text/html'}});
        if (!answer.ok) throw new Error(String(answer.status));
        const found = new DOMParser().parseFromString(await answer.text(), 'text/html').body.firstElementChild;
        const {verdict} = found.dataset;
        const proposes = verdict === 'PROPOSE';
        signs.replaceChildren(document.adoptNode(found));
        deleting.dataset.method = proposes ? 'POST' : 'DELETE';
        deleting.dataset.order = proposes ? propose : address;
        deleting.dataset.values = proposes ? removal : '{}';
        now.querySelector('span').textContent = proposes ? 'Propose to delete it' : 'Delete now';
        now.disabled = verdict === 'REFUSED';
        document.getElementById('delete-fields').hidden = verdict === 'REFUSED';
    };

    same();
    typed.addEventListener('input', same);
    document.addEventListener('click', event => {
        const opener = event.target.closest('[data-signs]');
        if (opener) look(opener.dataset.signs).catch(() => { signs.textContent = UNANSWERED; });
    });
    deleting.addEventListener('ordered', event => {
        if (!event.detail.done) return;
        if (deleting.dataset.method === 'DELETE') {
            event.stopPropagation();
            location.assign(list);
        } else document.getElementById('proposed').replaceChildren(...proposed(''));
    });
}
