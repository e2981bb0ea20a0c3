// SPDX-License-Identifier: Apache-2.0
// Redelivers a message. rollout.js refreshes the page itself.

const said = document.getElementById('redelivered');

document.addEventListener('click', async event => {
    const button = event.target.closest('[data-redeliver]');
    if (!button) return;
    const number = button.dataset.redeliver;
    said.textContent = await redeliver(number);
});

async function redeliver(number) {
    try {
        const answer = await fetch(`/api/v1/notification-deliveries/${number}/redeliver`,
            {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'});
        if (answer.ok) return `Message ${number} is sent again.`;
        const problem = await answer.json().catch(() => ({}));
        return [problem.detail ?? `The server answered ${answer.status}.`, problem.remedy].filter(Boolean).join(' ');
    } catch {
        return 'The server did not answer, so this page does not know whether the order arrived. Try again.';
    }
}
