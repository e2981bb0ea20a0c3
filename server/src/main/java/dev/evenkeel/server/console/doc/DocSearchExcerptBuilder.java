// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.doc.DocSearchResults.TextFragment;
import dev.evenkeel.server.console.doc.WordTokenizer.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Extracts parts of a text and marks the search terms in them.
///
/// @param terms normalised terms; words that begin with one of them are marked
record DocSearchExcerptBuilder(List<String> terms) {
    private static final int LENGTH = 220;
    private static final int BEFORE = 60;

    /// Returns the whole text.
    List<TextFragment> highlightAll(String text) {
        return highlight(text, 0, text.length());
    }

    /// Returns about two lines of the text, from where most of the terms occur.
    List<TextFragment> bestExcerpt(String text) {
        List<Token> words = WordTokenizer.tokenize(text);
        int first = findBestStart(words);
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
        pieces.addAll(highlight(text, from, to));
        if (to < text.length()) {
            pieces.add(new TextFragment(" …", false));
        }
        return pieces;
    }

    /* Start of the excerpt with the most terms; 0 if the text contains none. */
    private int findBestStart(List<Token> words) {
        List<Token> marked = words.stream().filter(this::isMatch).toList();
        int best = 0;
        int most = 0;
        for (int i = 0; i < marked.size(); i++) {
            Set<String> inside = new HashSet<>();
            for (int j = i;
                    j < marked.size() && marked.get(j).end() - marked.get(i).start() <= LENGTH - BEFORE;
                    j++) {
                String word = marked.get(j).folded();
                terms.stream().filter(word::startsWith).forEach(inside::add);
            }
            if (inside.size() > most) {
                most = inside.size();
                best = marked.get(i).start();
            }
        }
        return best;
    }

    private List<TextFragment> highlight(String text, int from, int to) {
        List<TextFragment> pieces = new ArrayList<>();
        int done = from;
        for (Token word : WordTokenizer.tokenize(text)) {
            if (word.start() >= from && word.end() <= to && isMatch(word)) {
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

    private boolean isMatch(Token word) {
        return terms.stream().anyMatch(word.folded()::startsWith);
    }
}
