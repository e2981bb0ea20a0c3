// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Colours of both themes, parsed from the stylesheet, and their contrast.
///
/// @param light colours as `#rrggbb` by name, without the prefix `--ek-`
/// @param dark colours of the dark theme
record ColorPalette(Map<String, String> light, Map<String, String> dark) {
    private static final Pattern BLOCK =
            Pattern.compile("(:root|\\[data-bs-theme=\"dark\"])\\s*\\{([^}]*--ek-surface[^}]*)}");
    private static final Pattern COLOUR = Pattern.compile("--ek-([a-z-]+):\\s*(#[0-9a-f]{6});");
    private static final List<StatusToneColours> TONES = List.of(
            new StatusToneColours("calm", "text", "calm-back"),
            new StatusToneColours("active", "candidate", "active-back"),
            new StatusToneColours("good", "good", "good-back"),
            new StatusToneColours("caution", "caution", "caution-back"),
            new StatusToneColours("bad", "bad", "bad-back"));

    /* Constants of WCAG 2.2: relative luminance and contrast ratio of sRGB colours. */
    private static final double DARKEST_CURVED = 0.04045;
    private static final double FLARE = 0.05;

    ColorPalette {
        light = Map.copyOf(light);
        dark = Map.copyOf(dark);
    }

    /// The colors of a status tone.
    ///
    /// @param colour name of the colour of text and icons
    /// @param background name of the background colour
    record StatusToneColours(String name, String colour, String background) {}

    /// Parses the two blocks of the stylesheet that define colours.
    ///
    /// @param stylesheet text of `console.css`
    static ColorPalette parse(String stylesheet) {
        Map<String, String> light = new LinkedHashMap<>();
        Map<String, String> dark = new LinkedHashMap<>();
        Matcher blocks = BLOCK.matcher(stylesheet);
        while (blocks.find()) {
            Map<String, String> theme = blocks.group(1).equals(":root") ? light : dark;
            COLOUR.matcher(blocks.group(2)).results().forEach(one -> theme.put(one.group(1), one.group(2)));
        }
        return new ColorPalette(light, dark);
    }

    /// Returns the status tones, from neutral to critical.
    static List<StatusToneColours> tones() {
        return TONES;
    }

    /// Returns a colour of a theme.
    ///
    /// @throws IllegalArgumentException if the theme has no colour of that name
    static String getColour(Map<String, String> theme, String name) {
        String colour = theme.get(name);
        if (colour == null) {
            throw new IllegalArgumentException("no colour is called " + name);
        }
        return colour;
    }

    /// Returns the contrast ratio of two colours by WCAG 2.2, 1 to 21.
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + FLARE) / (Math.min(a, b) + FLARE);
    }

    private static double luminance(String colour) {
        double[] linear = toLinear(colour);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    /// Converts an sRGB colour to linear light: red, green and blue, 0 to 1 each.
    ///
    /// @param colour such as `#1066ca`
    static double[] toLinear(String colour) {
        double[] linear = new double[3];
        for (int i = 0; i < linear.length; i++) {
            double shown = Integer.parseInt(colour, 1 + 2 * i, 3 + 2 * i, 16) / 255.0;
            linear[i] = shown <= DARKEST_CURVED ? shown / 12.92 : Math.pow((shown + 0.055) / 1.055, 2.4);
        }
        return linear;
    }
}
