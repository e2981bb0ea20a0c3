// SPDX-License-Identifier: Apache-2.0
// Verifies the hash chain of the audit log on request and shows the progress.

const button = document.getElementById('check-chain');
const state = document.getElementById('chain-state');
const number = new Intl.NumberFormat('en-GB');

button.addEventListener('click', async () => {
    button.disabled = true;
    state.className = 'note';
    state.textContent = 'Checking …';
    try {
        await check();
    } catch {
        state.textContent = 'The server did not answer to the end, so nothing is known. Try again.';
    }
    button.disabled = false;
});

async function check() {
    const answer = await fetch('/api/v1/audit/verify?progress');
    if (!answer.ok) {
        const problem = await answer.json().catch(() => ({}));
        state.textContent = [problem.detail ?? `The server answered ${answer.status}.`, problem.remedy].filter(Boolean).join(' ');
        return;
    }
    let last = null;
    for await (const line of lines(answer.body)) {
        last = JSON.parse(line);
        if ('checked' in last) {
            state.textContent = `Checked ${number.format(last.checked)} of ${number.format(last.total)} entries …`;
        }
    }
    if (last === null || !('intact' in last)) throw new Error('cut off');
    const at = new Date().toISOString().slice(0, 19).replace('T', ' ');
    state.className = last.intact ? 'mark tone-good' : 'mark tone-bad';
    state.textContent = last.intact
        ? `Intact: ${number.format(last.entries)} entries, head ${last.head}, checked at ${at} UTC`
        : `Broken (${last.fault.toLowerCase().replaceAll('_', ' ')}): ${last.explanation}`;
}

async function* lines(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const pieces = (rest + part.value).split('\n');
        rest = pieces.pop();
        yield* pieces.filter(Boolean);
    }
    if (rest) yield rest;
}
