// SPDX-License-Identifier: Apache-2.0
// Times in the user's time zone, with UTC in the tooltip.
'use strict';
globalThis.times = (() => {
    const clock = new Intl.DateTimeFormat('en-GB', {timeStyle: 'medium'});
    const forms = {
        true: new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'}),
        day: new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium'}),
    };

    /* A time is shown with its date, or only as a date, where the page sets data-date. */
    function localise(root) {
        for (const time of root.querySelectorAll('time[datetime]')) {
            const at = new Date(time.dateTime);
            time.textContent = (forms[time.dataset.date] ?? clock).format(at);
            time.title = at.toISOString().replace('T', ' ').replace('Z', ' UTC');
        }
    }

    document.addEventListener('DOMContentLoaded', () => localise(document));
    return {clock, localise};
})();
