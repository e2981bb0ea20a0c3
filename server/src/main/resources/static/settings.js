// SPDX-License-Identifier: Apache-2.0
// Tries whether a receiver of messages answers. The page itself is kept true by rollout.js, its dialogs by dialogs.js.

const said = document.getElementById('tested');

document.addEventListener('click', async event => {
    const button = event.target.closest('[data-test]');
    if (!button) return;
    said.textContent = `Sending a test to ${button.dataset.test} …`;
    said.textContent = await test(button.dataset.test);
});

async function test(sink) {
    try {
        const answer = await fetch(`/api/v1/sinks/${encodeURIComponent(sink)}/test`, {method: 'POST'});
        const {taken, status, words, detail, remedy} = await answer.json().catch(() => ({}));
        if (!answer.ok) return [detail ?? `The server answered ${answer.status}.`, remedy].filter(Boolean).join(' ');
        return `${sink} ${taken ? 'took the test' : 'did not take the test'}: ${[status || '', words].filter(Boolean).join(' ')}`;
    } catch {
        return 'The server did not answer. Try again.';
    }
}
