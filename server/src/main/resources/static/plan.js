// SPDX-License-Identifier: Apache-2.0
// Plan page: sliders for its numbers, and a preview that follows them. The server renders everything from the URL of the
// page; this script changes the URL, fetches the page again and replaces the regions.

const PAUSE_MILLIS = 200;
const POSITIONS = 200;

const form = document.getElementById('plan');
const planning = document.getElementById('planning');
const state = document.getElementById('preview-state');
const SECONDS = {ms: 0.001, s: 1, min: 60, m: 60, h: 3600, d: 86400};
let timer, underWay = null;

/* ---- number formats ---- */

function secondsOf(text) {
    const parts = [...text.matchAll(/([0-9.]+)\s*(ms|s|min|m|h|d)(?![a-z])/gi)];
    return parts.length ? parts.reduce((sum, part) => sum + Number(part[1]) * SECONDS[part[2].toLowerCase()], 0) : NaN;
}

function spanOf(seconds) {
    const [unit, size] = seconds < 120 ? ['s', 1] : seconds < 7200 ? ['min', 60] : seconds < 172800 ? ['h', 3600] : ['d', 86400];
    return `${rounded(seconds / size)} ${unit}`;
}

/* Two significant digits, at most two decimals. */
function rounded(value) {
    const decimals = value >= 9.95 ? 0 : value >= 0.995 ? 1 : 2;
    return String(Number(value >= 100 ? value.toPrecision(2) : value.toFixed(decimals)));
}

function valueOf(slider, text) {
    return slider.dataset.kind === 'SPAN' ? secondsOf(text) : Number(text === '' ? NaN : text);
}

function textOf(slider, value) {
    if (slider.dataset.kind === 'SPAN') return spanOf(value);
    return slider.dataset.even === 'true' ? String(Number(value.toFixed(2))) : rounded(value);
}

/* ---- sliders ---- */

function field(slider) {
    return document.getElementById(slider.dataset.for);
}

function ends(slider) {
    return [Number(slider.dataset.least), Number(slider.dataset.most)];
}

/* Without a number, or beyond the range of the slider, shows the nearest end. */
function place(slider) {
    const [least, most] = ends(slider);
    const value = Math.min(most, Math.max(least, valueOf(slider, field(slider).value) || least));
    const way = slider.dataset.even === 'true' ? (value - least) / (most - least) : Math.log(value / least) / Math.log(most / least);
    slider.value = Math.round(POSITIONS * way);
    slider.setAttribute('aria-valuetext', field(slider).value || 'nothing');
}

function write(slider) {
    const [least, most] = ends(slider);
    const way = Number(slider.value) / POSITIONS;
    const value = slider.dataset.even === 'true' ? least + way * (most - least) : least * (most / least) ** way;
    field(slider).value = textOf(slider, value);
    slider.setAttribute('aria-valuetext', field(slider).value);
}

function offerSliders(root) {
    for (const slider of root.querySelectorAll('.slider')) {
        slider.hidden = false;
        place(slider);
    }
}

/* ---- URL ---- */

/* Omits values equal to the plan's, to keep the URL short, and the plan that the other values are based on. */
function address() {
    const fields = [...new FormData(form)].filter(([name, value]) => {
        const {usual} = form.elements[name].dataset;
        return name !== 'of' && (usual === undefined || value !== usual);
    });
    return `${form.getAttribute('action')}?${new URLSearchParams(fields)}`;
}

function forgetChanges() {
    for (const input of form.querySelectorAll('#knobs [data-usual]')) input.value = input.dataset.usual;
}

/* ---- the preview ---- */

function say(words) {
    state.textContent = words;
    state.hidden = !words;
}

function mark(name) {
    planning.dataset.state = name;
    for (const region of planning.querySelectorAll('[data-preview]')) region.setAttribute('aria-busy', String(name === 'following'));
}

function follow() {
    clearTimeout(timer);
    underWay?.abort();
    mark('following');
    say('Computing the preview of these values …');
    timer = setTimeout(ask, PAUSE_MILLIS);
}

/* A newer request aborts the pending one. */
async function ask() {
    clearTimeout(timer);
    underWay?.abort();
    const question = underWay = new AbortController();
    const asked = address();
    history.replaceState(null, '', asked);
    try {
        const answer = await fetch(asked, {headers: {Accept: 'text/html'}, signal: question.signal});
        if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        document.dispatchEvent(new CustomEvent('fetched', {detail: fresh}));
        if (question === underWay) put(fresh);
    } catch {
        if (question !== underWay || question.signal.aborted) return;
        mark('stale');
        say('The server did not answer: the numbers below belong to earlier values. Change something to try again.');
    }
}

function put(fresh) {
    if (document.querySelector('input[name=of]').dataset.plan !== fresh.querySelector('input[name=of]').dataset.plan) changePlan(fresh);
    for (const said of form.querySelectorAll('[data-said]')) {
        const newer = fresh.getElementById(said.id);
        if (newer && !said.isEqualNode(newer)) said.replaceWith(document.adoptNode(newer));
    }
    for (const input of form.querySelectorAll('[aria-invalid]')) {
        input.setAttribute('aria-invalid', fresh.getElementById(input.id)?.getAttribute('aria-invalid') ?? 'false');
    }
    const keeps = fresh.querySelector('[data-preview=verdict]').dataset.answer === 'wrong' && planning.querySelector('.stairs');
    for (const region of planning.querySelectorAll('[data-preview]')) {
        if (keeps && region.dataset.preview === 'outcome') continue;
        region.replaceWith(document.adoptNode(fresh.querySelector(`[data-preview="${region.dataset.preview}"]`)));
    }
    mark(keeps ? 'stale' : 'shown');
    say(keeps ? 'The numbers below belong to the last values that were right, not to these.' : '');
}

/* Whether the value differs from the one that the server rendered. */
function isEdited(input) {
    if (input.matches('select')) return input.value !== (input.querySelector('[selected]') ?? input.options[0])?.value;
    return input.matches('input:not(.slider)') && input.value !== input.defaultValue;
}

function changePlan(fresh) {
    const of = document.querySelector('input[name=of]');
    of.value = fresh.querySelector('input[name=of]').value;
    of.dataset.plan = fresh.querySelector('input[name=of]').dataset.plan;
    const knobs = document.adoptNode(fresh.getElementById('knobs'));
    document.getElementById('knobs').replaceWith(knobs);
    offerSliders(knobs);
}

/* ---- start ---- */

offerSliders(form);
form.addEventListener('input', event => {
    const {target} = event;
    if (target.matches('.slider')) write(target);
    const slider = form.querySelector(`.slider[data-for="${CSS.escape(target.id)}"]`);
    if (slider) place(slider);
    if (target.name === 'plan') forgetChanges();
    follow();
});
/* Gate results depend on the service and class of the change: requests the regions that rollout.js refreshes. */
form.addEventListener('change', event => {
    if (['control', 'candidate', 'service', 'class'].includes(event.target.name)) document.dispatchEvent(new Event('asked'));
});
form.addEventListener('submit', event => {
    event.preventDefault();
    follow();
});
/* Users can change values before this script has loaded. */
for (const input of [...form.elements].filter(isEdited)) input.dispatchEvent(new Event('input', {bubbles: true}));
