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

/// Inverted index of the sections of all documents. The weight of a word is highest in the title of a document,
/// then in a heading, then in the text, where it grows with the logarithm of its frequency. Rare words weigh
/// more than common ones, whole words more than prefixes, and other sections more than those of decision
/// records.
///
/// A search adds up one number per section and word. Immutable, thread-safe.
final class DocSearchIndex {
    private static final int TITLE = 12;
    private static final int HEADING = 6;
    private static final int ABOVE = 2;
    private static final int MOST_REPEATS = 8;
    private static final double BEGINNING = .6;
    private static final double BACKGROUND = .6;
    private static final int SHORTEST_ALIKE = 3;
    private static final int MOST_ALIKE = 3;
    /* The lower eight bits of an entry hold the weight of the word in the section, in units of 1/8. */
    private static final int EIGHTHS = 8;
    private static final int MASK = 255;

    private final List<IndexedSection> sections;
    private final NavigableMap<String, int[]> places = new TreeMap<>();

    /// A section of a document.
    record IndexedSection(DocDescriptor document, DocHeading heading, String text) {
        String path() {
            return document.path() + (heading.isTitle() ? "" : "#" + heading.id());
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
        WordTokenizer.tokenize(section.text()).forEach(word -> repeats.merge(word.folded(), 1, Integer::sum));
        repeats.forEach((word, count) -> weights.put(word, 1 + Math.log(Math.min(count, MOST_REPEATS))));
        add(weights, section.document().title(), section.heading().isTitle() ? TITLE : ABOVE);
        if (!section.heading().isTitle()) {
            add(weights, section.heading().text(), HEADING);
        }
        return weights;
    }

    private static void add(Map<String, Double> weights, String text, double weight) {
        WordTokenizer.tokenize(text).stream()
                .map(Token::folded)
                .distinct()
                .forEach(word -> weights.merge(word, weight, Double::sum));
    }

    /// Returns the sections that contain more than half of the words, best match first. A section with fewer of the
    /// words loses weight with the square of the share that it has.
    ///
    /// @param words normalised words; at least one
    List<IndexedSection> search(List<String> words) {
        double[] scores = new double[sections.size()];
        int[] matched = new int[sections.size()];
        words.forEach(word -> {
            double[] said = scoresOf(word);
            double rarity = rarity(said);
            for (int i = 0; i < said.length; i++) {
                scores[i] += said[i] * rarity;
                matched[i] += said[i] > 0 ? 1 : 0;
            }
        });
        return IntStream.range(0, scores.length)
                .filter(i -> 2 * matched[i] > words.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) ->
                        -scores[i] * square(matched[i] / (double) words.size()) * categoryWeight(sections.get(i))))
                .map(sections::get)
                .toList();
    }

    private static double square(double share) {
        return share * share;
    }

    /* Weight of a word, or of its best completion, in each section. */
    private double[] scoresOf(String word) {
        double[] said = new double[sections.size()];
        findByPrefix(word).forEach((term, where) -> {
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

    /* Readers want the guide before the generated page of a command, an endpoint or a decision record. */
    private static double categoryWeight(IndexedSection section) {
        return switch (section.document().category()) {
            case CLI, API, DECISIONS -> BACKGROUND;
            default -> 1;
        };
    }

    private Map<String, int[]> findByPrefix(String word) {
        return places.subMap(word, true, word + Character.MAX_VALUE, false);
    }

    /// Returns the number of sections that contain a word or a word that begins with it.
    int countSections(String word) {
        return (int) IntStream.of(findByPrefix(word).values().stream()
                        .flatMapToInt(IntStream::of)
                        .map(place -> place >>> EIGHTHS)
                        .distinct()
                        .toArray())
                .count();
    }

    /// Suggests indexed words for a word that the index does not contain: those with the longest common prefix.
    /// Empty if no word shares three letters.
    List<String> suggest(String word) {
        for (int length = word.length() - 1; length >= SHORTEST_ALIKE; length--) {
            Map<String, int[]> alike = findByPrefix(word.substring(0, length));
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
