// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.doc.DocSearchResult.TextFragment;
import dev.evenkeel.server.console.doc.WordTokenizer.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Parts of a text with what was looked for marked in them.
///
/// @param sought words as they are compared; what begins with one of them is marked
record DocExcerptBuilder(List<String> sought) {
    private static final int LENGTH = 220;
    private static final int BEFORE = 60;

    /// All of a text.
    List<TextFragment> whole(String text) {
        return mark(text, 0, text.length());
    }

    /// About two lines of a text, where most of the words stand.
    List<TextFragment> best(String text) {
        List<Token> words = WordTokenizer.of(text);
        int first = firstOfMost(words);
        int begin = words.stream()
                .mapToInt(Token::start)
                .filter(start -> start >= first - BEFORE)
                .findFirst()
                .orElse(0);
        int end = words.stream()
                .mapToInt(Token::end)
                .filter(last -> last <= begin + LENGTH)
                .max()
                .orElse(0);
        int from = begin <= BEFORE && first <= BEFORE ? 0 : begin;
        int to = text.length() - end <= BEFORE ? text.length() : Math.max(end, from);
        List<TextFragment> pieces = new ArrayList<>();
        if (from > 0) {
            pieces.add(new TextFragment("… ", false));
        }
        pieces.addAll(mark(text, from, to));
        if (to < text.length()) {
            pieces.add(new TextFragment(" …", false));
        }
        return pieces;
    }

    /* Where an excerpt has to begin to hold most of the words; 0 when the text has none. */
    private int firstOfMost(List<Token> words) {
        List<Token> marked = words.stream().filter(this::isSought).toList();
        int best = 0;
        int most = 0;
        for (int i = 0; i < marked.size(); i++) {
            Set<String> inside = new HashSet<>();
            for (int j = i;
                    j < marked.size() && marked.get(j).end() - marked.get(i).start() <= LENGTH - BEFORE;
                    j++) {
                String word = marked.get(j).folded();
                sought.stream().filter(word::startsWith).forEach(inside::add);
            }
            if (inside.size() > most) {
                most = inside.size();
                best = marked.get(i).start();
            }
        }
        return best;
    }

    private List<TextFragment> mark(String text, int from, int to) {
        List<TextFragment> pieces = new ArrayList<>();
        int done = from;
        for (Token word : WordTokenizer.of(text)) {
            if (word.start() >= from && word.end() <= to && isSought(word)) {
                if (word.start() > done) {
                    pieces.add(new TextFragment(text.substring(done, word.start()), false));
                }
                pieces.add(new TextFragment(text.substring(word.start(), word.end()), true));
                done = word.end();
            }
        }
        if (to > done) {
            pieces.add(new TextFragment(text.substring(done, to), false));
        }
        return pieces;
    }

    private boolean isSought(Token word) {
        return sought.stream().anyMatch(word.folded()::startsWith);
    }
}
