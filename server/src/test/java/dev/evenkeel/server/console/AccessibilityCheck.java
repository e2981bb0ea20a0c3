// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/// The rules of axe, applied to the document that a page shows. The script of axe is loaded once per document, runs
/// in the page itself, and reports violations only. That takes a fraction of the time of [AxeBuilder], which opens
/// another page for each analysis to support frames; the console has none.
enum AccessibilityCheck {
    /// All rules that axe applies by default, and the size of what is clicked (WCAG 2.2 AA).
    ALL_RULES(Map.of("rules", Map.of("target-size", Map.of("enabled", true)))),

    /// The rules that depend on colours: those with axe's tag `cat.color` up to level AA.
    COLOUR_RULES(Map.of("runOnly", List.of("color-contrast", "link-in-text-block")));

    private static final String LOAD = "() => {" + AxeBuilder.getAxeScript() + "}";

    private static final String RUN = """
            options => axe.run(document, {...options, resultTypes: ['violations']}).then(results =>
                results.violations.flatMap(rule => rule.nodes.map(node =>
                    `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}\\n${node.html}`)))""";

    /* Made by Map.of only, which gives immutable maps. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Object> options;

    AccessibilityCheck(Map<String, Object> options) {
        this.options = options;
    }

    /// Returns each violation as rule, element and reason; empty if there is none.
    List<?> violations(Page page) {
        if (page.evaluate("() => typeof axe").equals("undefined")) {
            page.evaluate(LOAD);
        }
        return (List<?>) page.evaluate(RUN, options);
    }
}
