// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// One input of a fuzz run.
///
/// @param seed seed of the input; the same dialect, samples and seed give the same input
/// @param latin its bytes, each as the character with the same number (ISO 8859-1)
public record FuzzInput(long seed, String latin) {
    /// Smallest seed of a mutated input; smaller seeds belong to inputs used unchanged.
    static final long FIRST_MADE = 1L << 40;

    private static final int ONE_IN = 16;
    private static final char[] LONE = {'\uD800', '\uDBFF', '\uDC00', '\uDFFF'};

    public byte[] bytes() {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Returns the number of bytes.
    public int length() {
        return latin.length();
    }

    /// Returns the bytes decoded as UTF-8. One in 16 mutated inputs contains an unpaired surrogate, which
    /// only Java strings can have.
    public String text() {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        var random = new SplittableRandom(seed);
        if (seed < FIRST_MADE || seed % ONE_IN != 0 || text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + LONE[random.nextInt(LONE.length)] + text.substring(at);
    }

    /// Returns the beginning of the input in printable form.
    public String preview(int most) {
        String start = latin.substring(0, Math.min(most, latin.length())).replaceAll("[^ -~]", "?");
        return latin.length() > most ? start + " ... (" + latin.length() + " bytes)" : start;
    }

    static String toLatin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
