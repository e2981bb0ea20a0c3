// SPDX-License-Identifier: Apache-2.0
// Incidents: tells the timeline what was taken back, offers what may be reopened, and fills in what a template says. Orders are sent by dialogs.js;
// the page itself is kept true by rollout.js.

const problem = document.getElementById('room-problem');

document.addEventListener('ordered', event => {
    const {done, form, said} = event.detail ?? {};
    if (!done) return;
    if (form.dataset.noteTo) tell(form.dataset.noteTo, `${form.dataset.note}: ${said.reason}`);
});

/* It was done already, so whoever ordered it has to know when nobody else will. */
async function tell(address, text) {
    const wrong = await note(address, text).catch(() => 'the server did not answer');
    if (problem) {
        problem.hidden = wrong === null;
        problem.textContent = wrong === null ? '' : `It was done, but the timeline was not told: ${wrong} Write it there: “${text}”.`;
    }
    document.dispatchEvent(new Event('asked'));
}

async function note(address, text) {
    const answer = await fetch(address,
        {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({text})});
    if (answer.ok) return null;
    const said = await answer.json().catch(() => ({}));
    return said.detail ?? `the server answered ${answer.status}.`;
}

/* ---- a mitigated incident that may be reopened: only one of the service that is chosen ---- */

const reopen = document.getElementById('declare-reopen');

function offerReopening() {
    const service = reopen.form.elements.service.value;
    let any = false;
    for (const option of reopen.options) {
        const fits = option.dataset.service === undefined || option.dataset.service === service;
        option.hidden = option.disabled = !fits;
        any ||= fits && option.dataset.service !== undefined;
    }
    if (reopen.selectedOptions[0]?.disabled) reopen.value = '';
    document.getElementById('declare-again').hidden = !any;
}

if (reopen) {
    reopen.form.addEventListener('input', offerReopening);
    reopen.form.addEventListener('change', offerReopening);
    offerReopening();
}

/* ---- an incident that is declared from a template ---- */

const template = document.getElementById('declare-template');
const severity = template?.form.elements.severity;
const filled = {};

template?.addEventListener('change', fill);
template?.form.elements.service.addEventListener('change', fill);
severity?.addEventListener('change', () => {
    delete filled.severity;
    delete severity.dataset.local;
});

/* What somebody wrote stays; what a template wrote goes when another one is chosen. How bad it is then says the template,
   which the server asks itself: the record is to name a person only when one chose. */
function fill() {
    const chosen = template.selectedOptions[0].dataset;
    const said = JSON.parse(chosen.fills ?? '{}');
    document.getElementById('declare-brings').textContent = chosen.brings ?? '';
    const service = offer('service', said.service);
    offer('title', said.title?.includes('{service}') && !service ? '' : said.title?.replaceAll('{service}', service));
    offer('severity', said.severity);
    severity.toggleAttribute('data-local', Boolean(filled.severity));
}

function offer(name, value = '') {
    const field = template.form.elements[name];
    if (field.value === '' || field.value === filled[name]) {
        field.value = value;
        filled[name] = field.value;
    }
    return field.value;
}
