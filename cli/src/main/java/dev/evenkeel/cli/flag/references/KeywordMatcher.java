// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;

/// Words that are looked for, all at once.
///
/// A word stands alone when no letter, digit, `_` or `-` touches it; a dot ends a word, and may also be part of
/// one: the longest word wins. Costs a few operations per byte, however many words there are.
final class KeywordMatcher {
    /*
     * The text is cut into runs of characters that words are made of. A run, or what stands between dots of it, is a
     * candidate. Its hash, that of String, is made on the way; a set of bits by hash dismisses nearly all candidates
     * before a String is made of one.
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

    /// Takes a word that was found.
    @FunctionalInterface
    interface MatchListener {
        /// @param start of the word in the text
        /// @param line of the word, from 1
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
                at = inRun(text, at, line, found);
            } else {
                line += text[at] == '\n' ? 1 : 0;
                at++;
            }
        }
    }

    /// @return where the run ends
    private int inRun(byte[] text, int start, int line, MatchListener found) {
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

    /// End of the longest word that starts there and ends at a dot or the end of the run; the start when there
    /// is none.
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
