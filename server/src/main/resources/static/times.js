// SPDX-License-Identifier: Apache-2.0
// Times in the viewer's zone, with UTC on hover.
'use strict';
globalThis.times = (() => {
    const clock = new Intl.DateTimeFormat('en-GB', {timeStyle: 'medium'});
    const dateAndClock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});

    /* A time stands with its date where the page says so. */
    function localise(root) {
        for (const time of root.querySelectorAll('time[datetime]')) {
            const at = new Date(time.dateTime);
            time.textContent = (time.dataset.date === 'true' ? dateAndClock : clock).format(at);
            time.title = at.toISOString().replace('T', ' ').replace('Z', ' UTC');
        }
    }

    document.addEventListener('DOMContentLoaded', () => localise(document));
    return {clock, localise};
})();
