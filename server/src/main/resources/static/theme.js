// SPDX-License-Identifier: Apache-2.0
// Light or dark, decided before the first paint: the viewer's choice, else the system's; on paper light.
'use strict';
(() => {
    const root = document.documentElement;
    const system = matchMedia('(prefers-color-scheme: dark)');
    const paper = matchMedia('print');
    let printing = false;
    const choices = ['system', 'light', 'dark'];
    let choice = 'system';
    try {
        choice = localStorage.getItem('evenkeel-theme') ?? 'system';
    } catch {
        // Storage may be forbidden; the system's theme is a fine answer.
    }

    function apply() {
        const wanted = choice === 'system' ? (system.matches ? 'dark' : 'light') : choice;
        root.dataset.bsTheme = printing || paper.matches ? 'light' : wanted;
        const name = document.getElementById('theme-name');
        if (name) {
            name.textContent = `Theme: ${choice}`;
        }
        root.dispatchEvent(new Event('themechange'));
    }

    function next() {
        choice = choices[(choices.indexOf(choice) + 1) % choices.length];
        try {
            localStorage.setItem('evenkeel-theme', choice);
        } catch {
            // It then lasts as long as the page.
        }
        apply();
    }

    apply();
    system.addEventListener('change', apply);
    paper.addEventListener('change', apply);
    /* Charts are painted anew on this event; the change of the medium may come when it is too late for that. */
    addEventListener('beforeprint', () => { printing = true; apply(); });
    addEventListener('afterprint', () => { printing = false; apply(); });
    document.addEventListener('DOMContentLoaded', () => {
        const button = document.getElementById('theme');
        button.hidden = false;
        button.addEventListener('click', next);
        apply();
    });
})();
