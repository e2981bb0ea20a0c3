// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import dev.evenkeel.server.console.doc.WordTokenizer.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// In which sections a word stands, and how much it says of each: most in the title of a document, then in a
/// heading, then in the text, there by the logarithm of how often. A rare word says more than a common one, a
/// whole word more than the beginning of one, and a section more than a decision that led to it.
///
/// One search takes about as long as it takes to add up a number for each section and word. Immutable,
/// thread-safe.
final class DocSearchIndex {
    private static final int TITLE = 12;
    private static final int HEADING = 6;
    private static final int ABOVE = 2;
    private static final int MOST_REPEATS = 8;
    private static final double BEGINNING = .6;
    private static final double DECISION = .6;
    private static final int SHORTEST_ALIKE = 3;
    private static final int MOST_ALIKE = 3;
    /* What a word says of a section, in eighths, is in the lower eight bits of a place. */
    private static final int EIGHTHS = 8;
    private static final int MASK = 255;

    private final List<IndexedSection> sections;
    private final NavigableMap<String, int[]> places = new TreeMap<>();

    /// A section of a document.
    record IndexedSection(DocDescriptor document, DocHeading anchor, String text) {
        String path() {
            return document.path() + (anchor.isTitle() ? "" : "#" + anchor.id());
        }
    }

    DocSearchIndex(List<IndexedSection> sections) {
        this.sections = List.copyOf(sections);
        Map<String, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < sections.size(); i++) {
            int number = i;
            weights(sections.get(i))
                    .forEach((word, weight) -> found.computeIfAbsent(word, key -> new ArrayList<>())
                            .add(number << EIGHTHS | Math.min(MASK, (int) Math.round(weight * EIGHTHS))));
        }
        found.forEach((word, where) ->
                places.put(word, where.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static Map<String, Double> weights(IndexedSection section) {
        Map<String, Double> weights = new HashMap<>();
        Map<String, Integer> repeats = new HashMap<>();
        WordTokenizer.of(section.text()).forEach(word -> repeats.merge(word.folded(), 1, Integer::sum));
        repeats.forEach((word, count) -> weights.put(word, 1 + Math.log(Math.min(count, MOST_REPEATS))));
        add(weights, section.document().title(), section.anchor().isTitle() ? TITLE : ABOVE);
        if (!section.anchor().isTitle()) {
            add(weights, section.anchor().text(), HEADING);
        }
        return weights;
    }

    private static void add(Map<String, Double> weights, String text, double weight) {
        WordTokenizer.of(text).stream()
                .map(Token::folded)
                .distinct()
                .forEach(word -> weights.merge(word, weight, Double::sum));
    }

    /// The sections with all words, best first.
    ///
    /// @param words as they are compared; at least one
    List<IndexedSection> find(List<String> words) {
        double[] scores = new double[sections.size()];
        int[] matched = new int[sections.size()];
        words.forEach(word -> {
            double[] said = said(word);
            double rarity = rarity(said);
            for (int i = 0; i < said.length; i++) {
                scores[i] += said[i] * rarity;
                matched[i] += said[i] > 0 ? 1 : 0;
            }
        });
        return IntStream.range(0, scores.length)
                .filter(i -> matched[i] == words.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i] * worth(sections.get(i))))
                .map(sections::get)
                .toList();
    }

    /* What a word, or its best continuation, says of each section. */
    private double[] said(String word) {
        double[] said = new double[sections.size()];
        beginningWith(word).forEach((term, where) -> {
            double part = term.equals(word) ? 1 : BEGINNING;
            for (int place : where) {
                int section = place >>> EIGHTHS;
                said[section] = Math.max(said[section], part * (place & MASK) / EIGHTHS);
            }
        });
        return said;
    }

    private static double rarity(double[] said) {
        long having = IntStream.range(0, said.length).filter(i -> said[i] > 0).count();
        return Math.log(1 + (double) said.length / Math.max(1, having));
    }

    private static double worth(IndexedSection section) {
        return section.document().folder() == DocCategory.DECISIONS ? DECISION : 1;
    }

    private Map<String, int[]> beginningWith(String word) {
        return places.subMap(word, true, word + Character.MAX_VALUE, false);
    }

    /// In how many sections a word stands.
    int count(String word) {
        return (int) IntStream.of(beginningWith(word).values().stream()
                        .flatMapToInt(IntStream::of)
                        .map(place -> place >>> EIGHTHS)
                        .distinct()
                        .toArray())
                .count();
    }

    /// Words of the documents that have the longest beginning in common with a word that is in none of them;
    /// empty when none has three letters in common with it.
    List<String> alike(String word) {
        for (int length = word.length() - 1; length >= SHORTEST_ALIKE; length--) {
            Map<String, int[]> alike = beginningWith(word.substring(0, length));
            if (!alike.isEmpty()) {
                return alike.entrySet().stream()
                        .sorted(Comparator.comparingInt((Map.Entry<String, int[]> one) -> -one.getValue().length))
                        .limit(MOST_ALIKE)
                        .map(Map.Entry::getKey)
                        .toList();
            }
        }
        return List.of();
    }
}
