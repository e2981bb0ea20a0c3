// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;

/// A matcher of a set of words, in a single pass over a text.
///
/// A match has no letter, digit, `_` or `-` before or after it; a dot ends a word, and can also be part of one:
/// the longest word wins. The cost is a few operations per byte, independent of the number of words.
final class KeywordMatcher {
    /*
     * Splits the text into runs of word characters. A run, or its part between dots, is a candidate. Computes
     * its hash, that of String, on the way; a bit set of hashes rejects nearly all candidates before a String
     * is created.
     */
    private static final int BITS = 1 << 20;

    private final Set<String> words;
    private final BitSet hashes = new BitSet(BITS);
    private final int mostDots;

    KeywordMatcher(Collection<String> words) {
        this.words = Set.copyOf(words);
        words.forEach(word -> hashes.set(word.hashCode() & (BITS - 1)));
        this.mostDots = words.stream()
                .mapToInt(word -> (int) word.chars().filter(c -> c == '.').count())
                .max()
                .orElse(0);
    }

    /// A listener for matches.
    @FunctionalInterface
    interface MatchListener {
        /// @param start offset of the word in the text
        /// @param line line number of the word, from 1
        void accept(String word, int start, int line);
    }

    /// Finds all words of a text.
    ///
    /// @param text ASCII or an encoding that contains it, such as UTF-8
    void find(byte[] text, MatchListener found) {
        int line = 1;
        int at = 0;
        while (at < text.length) {
            if (isPart(text[at])) {
                at = findInRun(text, at, line, found);
            } else {
                line += text[at] == '\n' ? 1 : 0;
                at++;
            }
        }
    }

    /// @return end of the run
    private int findInRun(byte[] text, int start, int line, MatchListener found) {
        int at = start;
        while (at < text.length && isPart(text[at])) {
            int end = longest(text, at);
            if (end > at) {
                found.accept(string(text, at, end), at, line);
            }
            at = Math.max(end, at);
            while (at < text.length && isPart(text[at]) && text[at] != '.') {
                at++;
            }
            at += at < text.length && text[at] == '.' ? 1 : 0;
        }
        return at;
    }

    /// Returns the end of the longest word that begins at `start` and ends at a dot or the end of the run;
    /// `start` without a match.
    private int longest(byte[] text, int start) {
        int best = start;
        int hash = 0;
        int dots = 0;
        for (int at = start; ; at++) {
            boolean inside = at < text.length && isPart(text[at]);
            if (!inside || text[at] == '.') {
                if (hashes.get(hash & (BITS - 1)) && words.contains(string(text, start, at))) {
                    best = at;
                }
                if (!inside || ++dots > mostDots) {
                    return best;
                }
            }
            hash = 31 * hash + text[at];
        }
    }

    private static String string(byte[] text, int start, int end) {
        return new String(text, start, end - start, StandardCharsets.US_ASCII);
    }

    private static boolean isPart(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.';
    }
}
