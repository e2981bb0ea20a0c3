// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The stylesheet uses only the spaces, font sizes and colors of its scale.
final class StylesheetTest {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern DECLARATION = Pattern.compile("([a-z-]+)\\s*:\\s*([^;{}]+);");
    private static final Pattern SPACE = Pattern.compile("(?:margin|padding)(?:-[a-z-]+)?|(?:row-|column-)?gap");
    private static final Pattern PIXELS = Pattern.compile("([0-9.]+)px");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\bhsla?\\(|\\boklch\\(");
    private static final Pattern REM = Pattern.compile("([0-9.]+)rem");
    private static final int HAIRLINE = 2;
    private static final int ROOT = 16;

    /// @param print whether it is for paper only
    private record Declaration(String property, String value, boolean print) {}

    private static List<Declaration> declarations(String css) {
        String plain = COMMENT.matcher(css).replaceAll("");
        int paper = plain.indexOf("@media print");
        List<Declaration> found = new ArrayList<>();
        Matcher one = DECLARATION.matcher(plain);
        while (one.find()) {
            found.add(new Declaration(one.group(1), one.group(2).strip(), paper >= 0 && one.start() > paper));
        }
        return found;
    }

    private static List<String> findViolations(String css) {
        return declarations(css).stream()
                .filter(one -> isSpaceOutsideScale(one) || isTypeOutsideScale(one) || isColorOutsidePalette(one))
                .map(one -> one.property() + ": " + one.value())
                .toList();
    }

    private static boolean isSpaceOutsideScale(Declaration one) {
        return SPACE.matcher(one.property()).matches()
                && PIXELS.matcher(one.value())
                        .results()
                        .mapToDouble(length -> Double.parseDouble(length.group(1)))
                        .anyMatch(length -> length > HAIRLINE
                                && SpacingAndTypeScale.SPACES.stream().noneMatch(space -> space == length));
    }

    /* Print styles use points. */
    private static boolean isTypeOutsideScale(Declaration one) {
        if (!one.property().equals("font-size") || (one.print() && one.value().endsWith("pt"))) {
            return false;
        }
        Matcher size = REM.matcher(one.value());
        return !size.matches()
                || SpacingAndTypeScale.TYPE.stream()
                        .noneMatch(step -> step == Double.parseDouble(size.group(1)) * ROOT);
    }

    private static boolean isColorOutsidePalette(Declaration one) {
        return !one.property().startsWith("--ek-")
                && COLOUR.matcher(one.value()).find();
    }

    @Test
    void consoleStylesheetUsesOnlyScaleValues() {
        String css = AssetUrls.readText("console.css");
        assertThat(declarations(css)).hasSizeGreaterThan(500);
        assertThat(findViolations(css)).isEmpty();
    }

    @Test
    void reportsValuesOutsideScale() {
        assertThat(findViolations("""
                .a { margin: 4px -10px 0 auto; gap: 8px 16px; --ek-good: #123456; }
                .b:hover { font-size: .9rem; color: #fff; padding: 1px 2px; }
                .c { font-size: .8125rem; background: rgb(0 0 0 / .5); font-size: 13px; }
                @media print { .d { font-size: 9pt; padding: 3px; } }"""))
                .containsExactly(
                        "margin: 4px -10px 0 auto",
                        "font-size: .9rem",
                        "color: #fff",
                        "background: rgb(0 0 0 / .5)",
                        "font-size: 13px",
                        "padding: 3px");
    }
}
