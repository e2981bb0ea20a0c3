// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Splits text into normalised words for search: runs of letters and digits, without case and accents.
final class WordTokenizer {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private WordTokenizer() {}

    /// A word and its position.
    ///
    /// @param folded normalised word
    /// @param start index of its first character in the text
    /// @param end index after its last character
    record Token(String folded, int start, int end) {}

    static List<Token> tokenize(String text) {
        List<Token> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && isPart(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(new Token(normalize(text.substring(start, i)), start, i));
                start = -1;
            }
        }
        return words;
    }

    /* Characters outside the Basic Multilingual Plane, such as pictographs, separate words. */
    private static boolean isPart(char character) {
        return Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private static String normalize(String word) {
        String apart = Normalizer.normalize(word, Normalizer.Form.NFD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
