// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/// The rules of axe, applied to the document that a page shows. The script of axe is loaded once per document,
/// runs in the page itself, and reports violations only. That takes a fraction of the time of [AxeBuilder],
/// which opens another page for each analysis to support frames; the console has none.
public enum AccessibilityCheck {
    /// All default rules of axe, and the target size (WCAG 2.2 AA).
    ALL_RULES("rules: {'target-size': {enabled: true}}"),

    /// The rules that depend on colours: those with axe's tag `cat.color` up to level AA.
    COLOUR_RULES("runOnly: ['color-contrast', 'link-in-text-block']");

    private static final String LOAD = "() => {" + AxeBuilder.getAxeScript() + "}";

    private final String run;

    /// @param options for axe, as members of an object in JavaScript
    AccessibilityCheck(String options) {
        run = """
            () => axe.run(document, {resultTypes: ['violations'], %s}).then(results =>
                results.violations.flatMap(rule => rule.nodes.map(node =>
                    `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}\\n${node.html}`)))""".formatted(options);
    }

    /// Returns each violation as rule, element and reason; empty if there is none.
    public List<?> violations(Page page) {
        if (page.evaluate("() => typeof axe").equals("undefined")) {
            page.evaluate(LOAD);
        }
        return (List<?>) page.evaluate(run);
    }
}
