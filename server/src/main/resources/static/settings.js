// SPDX-License-Identifier: Apache-2.0
// Sends a test message to a notification channel. rollout.js refreshes the page itself, dialogs.js handles its dialogs.

const said = document.getElementById('tested');

document.addEventListener('click', async event => {
    const button = event.target.closest('[data-test]');
    if (!button) return;
    said.textContent = `Sending a test to ${button.dataset.test} …`;
    said.textContent = await test(button.dataset.test);
});

async function test(sink) {
    try {
        const answer = await fetch(`/api/v1/notification-channels/${encodeURIComponent(sink)}/test`, {method: 'POST'});
        const {delivered, status, response, detail, remedy} = await answer.json().catch(() => ({}));
        if (!answer.ok) return [detail ?? `The server answered ${answer.status}.`, remedy].filter(Boolean).join(' ');
        return `${sink} ${delivered ? 'took the test' : 'did not take the test'}: ${[status || '', response].filter(Boolean).join(' ')}`;
    } catch {
        return 'The server did not answer. Try again.';
    }
}
