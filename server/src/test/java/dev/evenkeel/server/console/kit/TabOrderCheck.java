// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/// Visits every control of a page with the Tab key.
final class TabOrderCheck {
    /* All visible controls that can have the focus. */
    private static final String BEGIN = """
            () => {
                const all = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
                window.toReach = [...document.querySelectorAll(all)].filter(one => !one.disabled && one.checkVisibility());
                window.reached = new Set();
                document.activeElement?.blur();
                return window.toReach.length;
            }""";

    /* Returns a violation of the focused control, "" if there is none, or "end" after the last control. */
    private static final String STEP = """
            () => {
                const here = document.activeElement;
                if (!here || here === document.body || window.reached.has(here)) return 'end';
                window.reached.add(here);
                const style = getComputedStyle(here);
                const box = here.getBoundingClientRect();
                const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
                const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return seen && outlined ? '' : `${seen ? '' : 'out of sight '}${outlined ? '' : 'without outline '}${here.outerHTML.slice(0, 120)}`;
            }""";

    private static final String MISSED = """
            () => window.toReach.filter(one => one.isConnected && !window.reached.has(one)).map(one => one.outerHTML.slice(0, 120))""";

    private TabOrderCheck() {}

    /// Fails if a focused control is invisible or has no outline, or if Tab does not reach every control and the end.
    static void verify(Page page) {
        int most = (int) page.evaluate(BEGIN) + 10;
        List<String> violations = new ArrayList<>();
        String step = "";
        for (int i = 0; i < most && !step.equals("end"); i++) {
            page.keyboard().press("Tab");
            step = (String) page.evaluate(STEP);
            if (!step.isEmpty() && !step.equals("end")) {
                violations.add(step);
            }
        }
        assertThat(step).as("the end of the page").isEqualTo("end");
        assertThat(violations).isEmpty();
        assertThat((List<?>) page.evaluate(MISSED)).isEmpty();
    }
}
