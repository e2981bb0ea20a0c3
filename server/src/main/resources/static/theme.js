// SPDX-License-Identifier: Apache-2.0
// Selects the light or dark theme before the first paint: the user's choice, or else the system's; light for print.
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
        // Storage may be blocked; then the system's theme applies.
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
            // Not stored: applies until the page is closed.
        }
        apply();
    }

    apply();
    system.addEventListener('change', apply);
    paper.addEventListener('change', apply);
    /* Charts repaint on this event; the change event of the print media query may fire too late for that. */
    addEventListener('beforeprint', () => { printing = true; apply(); });
    addEventListener('afterprint', () => { printing = false; apply(); });
    document.addEventListener('DOMContentLoaded', () => {
        const button = document.getElementById('theme');
        button.hidden = false;
        button.addEventListener('click', next);
        apply();
    });
})();
