// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/// One input to try.
///
/// @param seed what made it; the same dialect, samples and seed make the same input
/// @param latin its bytes, each as the character of the same number
public record FuzzInput(long seed, String latin) {
    /// Least seed of an input that is made; those below are of inputs that are tried as they stand.
    static final long FIRST_MADE = 1L << 40;

    private static final int ONE_IN = 16;
    private static final char[] LONE = {'\uD800', '\uDBFF', '\uDC00', '\uDFFF'};

    /// The bytes.
    public byte[] bytes() {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Number of bytes.
    public int length() {
        return latin.length();
    }

    /// The bytes read as UTF-8, of which one in 16 that are made gets a surrogate without its other
    /// half, as only Java texts have.
    public String text() {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        var random = new SplittableRandom(seed);
        if (seed < FIRST_MADE || seed % ONE_IN != 0 || text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + LONE[random.nextInt(LONE.length)] + text.substring(at);
    }

    /// The beginning of it, fit to be printed.
    public String shown(int most) {
        String start = latin.substring(0, Math.min(most, latin.length())).replaceAll("[^ -~]", "?");
        return latin.length() > most ? start + " ... (" + latin.length() + " bytes)" : start;
    }

    static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
