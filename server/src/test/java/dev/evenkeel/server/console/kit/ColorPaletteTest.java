// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Colors of both themes have enough contrast, and status colors are distinguishable with color vision deficiency.
final class ColorPaletteTest {
    private static final ColorPalette PALETTE = ColorPalette.parse(AssetUrls.readText("console.css"));
    private static final double READABLE = 4.5;
    private static final double APART = 0.065;
    private static final Pattern NAMED = Pattern.compile("var\\(--ek-([a-z-]+), (#[0-9a-f]{6})\\)");

    @Test
    void definesSameColoursInBothThemes() {
        assertThat(PALETTE.light()).hasSizeGreaterThan(14);
        assertThat(PALETTE.dark()).containsOnlyKeys(PALETTE.light().keySet());
    }

    @ParameterizedTest
    @EnumSource
    void statusColoursAreDistinguishableForEachVisionType(ColorVision sight) {
        for (Map<String, String> theme : themes()) {
            for (ColorPalette.StatusToneColours one : ColorPalette.tones()) {
                for (ColorPalette.StatusToneColours other : ColorPalette.tones()) {
                    if (!one.equals(other)) {
                        assertThat(sight.distance(
                                        ColorPalette.getColour(theme, one.colour()),
                                        ColorPalette.getColour(theme, other.colour())))
                                .as("%s and %s", one.name(), other.name())
                                .isGreaterThanOrEqualTo(APART);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void controlAndCandidateColoursAreDistinguishable(ColorVision sight) {
        for (Map<String, String> theme : themes()) {
            assertThat(sight.distance(
                            ColorPalette.getColour(theme, "control"), ColorPalette.getColour(theme, "candidate")))
                    .isGreaterThanOrEqualTo(APART);
        }
    }

    @Test
    void textColoursHaveReadableContrast() {
        for (Map<String, String> theme : themes()) {
            for (ColorPalette.StatusToneColours tone : ColorPalette.tones()) {
                for (String back : new String[] {tone.background(), "surface", "page"}) {
                    assertThat(ColorPalette.contrast(
                                    ColorPalette.getColour(theme, tone.colour()), ColorPalette.getColour(theme, back)))
                            .as("%s on %s", tone.name(), back)
                            .isGreaterThanOrEqualTo(READABLE);
                }
            }
            for (String quiet : new String[] {"faint", "control"}) {
                assertThat(ColorPalette.contrast(
                                ColorPalette.getColour(theme, quiet), ColorPalette.getColour(theme, "page")))
                        .as(quiet)
                        .isGreaterThanOrEqualTo(READABLE);
            }
        }
    }

    @Test
    void computesWcagContrastRatio() {
        assertThat(ColorPalette.contrast("#000000", "#ffffff")).isEqualTo(21, within(1e-9));
        assertThat(ColorPalette.contrast("#777777", "#ffffff")).isEqualTo(4.478, within(0.001));
    }

    @Test
    void reportStylesheetUsesLightThemeColours() {
        Matcher named = NAMED.matcher(AssetUrls.readText("report.css"));
        int count = 0;
        while (named.find()) {
            assertThat(named.group(2))
                    .as(named.group(1))
                    .isEqualTo(ColorPalette.getColour(PALETTE.light(), named.group(1)));
            count++;
        }
        assertThat(count).isGreaterThan(10);
    }

    private static Iterable<Map<String, String>> themes() {
        return List.of(PALETTE.light(), PALETTE.dark());
    }
}
