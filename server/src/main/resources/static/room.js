// SPDX-License-Identifier: Apache-2.0
// Incident pages: adds notes about reverts to the timeline, offers incidents to reopen, and fills in templates. dialogs.js
// sends the requests; rollout.js refreshes the page.

const problem = document.getElementById('room-problem');

document.addEventListener('ordered', event => {
    const {done, form, said} = event.detail ?? {};
    if (!done) return;
    if (form.dataset.noteTo) tell(form.dataset.noteTo, `${form.dataset.note}: ${said.reason}`);
});

/* The action itself has succeeded, so the page asks the user to add the note if this request fails. */
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

/* ---- a mitigated incident to reopen: only incidents of the selected service ---- */

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

/* ---- declaration from a template ---- */

const template = document.getElementById('declare-template');
const severity = template?.form.elements.severity;
const filled = {};

template?.addEventListener('change', fill);
template?.form.elements.service.addEventListener('change', fill);
severity?.addEventListener('change', () => {
    delete filled.severity;
    delete severity.dataset.local;
});

/* Keeps user input; values of a template are replaced when another template is selected. A severity from the template is
   not sent: the server determines it, so that the record names a person only if the user selected it. */
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
