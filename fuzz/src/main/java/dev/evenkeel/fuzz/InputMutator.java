// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Generator of inputs from samples: mutates their bytes, words, lines and bracketed parts. Not thread-safe.
final class InputMutator {
    private static final Pattern WORD =
            Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.){0,200}\"|-?\\d[\\d.eE+-]*|[\\w.:/$-]+");
    private static final List<String> BYTES = List.of(
            "\u0000",
            "\u00ff",
            "\u00c0\u0080",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "\u00ef\u00bb\u00bf",
            "\u00fe\u00ff",
            "\u00e2\u0080\u00a8",
            "\r",
            "\n",
            "\t",
            "\u0085",
            "\u007f",
            "\"",
            "'",
            "\\",
            "\u0001");
    private static final int[] DEPTHS = {3, 50, 201, 600, 1_001, 5_000, 60_000};
    private static final int MOST_STEPS = 4;
    /// Longest input that is mutated further; longer ones stay unchanged.
    private static final int LONGEST = 20_000;

    private final InputDialect dialect;
    private final List<String> samples;

    InputMutator(InputDialect dialect, List<String> samples) {
        this.dialect = dialect;
        this.samples = List.copyOf(samples);
    }

    /// Returns the number of inputs used unchanged; their seeds are the numbers from 0.
    int unmutatedCount() {
        return samples.size() + dialect.pathologicalInputs().size();
    }

    FuzzInput createInput(long seed) {
        if (seed >= 0 && seed < samples.size()) {
            return new FuzzInput(seed, samples.get((int) seed));
        }
        if (seed >= 0 && seed < unmutatedCount()) {
            return new FuzzInput(
                    seed, FuzzInput.toLatin(dialect.pathologicalInputs().get((int) seed - samples.size())));
        }
        return new FuzzInput(seed, mutated(new SplittableRandom(seed)));
    }

    private String mutated(SplittableRandom random) {
        List<String> roots = samples.isEmpty() ? dialect.pathologicalInputs() : samples;
        String text = roots.get(random.nextInt(roots.size()));
        int some = random.nextInt(MOST_STEPS);
        int others = random.nextInt(MOST_STEPS);
        int steps = 1 + Math.min(some, others);
        for (int i = 0; i < steps; i++) {
            text = step(text, random);
        }
        return text;
    }

    private String step(String text, SplittableRandom random) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return text;
        }
        return switch (random.nextInt(14)) {
            case 0 -> flipped(text, random);
            case 1 -> text.substring(0, random.nextInt(text.length()));
            case 2 -> spliced(text, random, pick(BYTES, random));
            case 3 -> moved(text, random);
            case 4 -> line(text, random);
            case 5 -> crossed(text, random);
            case 6, 7 -> bracket(text, random);
            case 8 -> nested(text, random);
            default -> word(text, random);
        };
    }

    private static String flipped(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        char other = (char) (text.charAt(at) ^ (1 << random.nextInt(8)));
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static String spliced(String text, SplittableRandom random, String piece) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    /* Removes or duplicates a slice. */
    private static String moved(String text, SplittableRandom random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + 1 + random.nextInt(60));
        return random.nextBoolean()
                ? text.substring(0, from) + text.substring(to)
                : text.substring(0, to) + text.substring(from, to) + text.substring(to);
    }

    /* Removes, duplicates or moves a line. */
    private static String line(String text, SplittableRandom random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String line = lines.get(random.nextInt(lines.size()));
        int action = random.nextInt(3);
        if (action != 0) {
            lines.add(random.nextInt(lines.size() + 1), line);
        }
        if (action != 1) {
            lines.remove(line);
        }
        return String.join("\n", lines);
    }

    /* Joins the beginning of one sample and the end of another. */
    private String crossed(String text, SplittableRandom random) {
        if (samples.isEmpty()) {
            return text;
        }
        String other = pick(samples, random);
        return text.substring(0, random.nextInt(text.length() + 1))
                + other.substring(random.nextInt(other.length() + 1));
    }

    private String word(String text, SplittableRandom random) {
        List<int[]> words = spans(WORD.matcher(text));
        if (words.isEmpty()) {
            return spliced(text, random, FuzzInput.toLatin(pick(dialect.words(), random)));
        }
        int[] span = pick(words, random);
        int[] other = pick(words, random);
        String there = random.nextInt(4) == 0
                ? text.substring(other[0], other[1])
                : FuzzInput.toLatin(pick(dialect.words(), random));
        return text.substring(0, span[0]) + there + text.substring(span[1]);
    }

    private static List<int[]> spans(Matcher matcher) {
        List<int[]> spans = new ArrayList<>();
        while (matcher.find()) {
            spans.add(new int[] {matcher.start(), matcher.end()});
        }
        return spans;
    }

    /* Replaces, duplicates or removes a bracketed part. */
    private String bracket(String text, SplittableRandom random) {
        int[] span = span(text, random);
        String inside = text.substring(span[0], span[1]);
        String there = switch (random.nextInt(4)) {
            case 0 -> FuzzInput.toLatin(pick(dialect.words(), random));
            case 1 -> inside + "," + inside;
            case 2 -> "";
            default -> {
                int[] other = span(text, random);
                yield text.substring(other[0], other[1]);
            }
        };
        return text.substring(0, span[0]) + there + text.substring(span[1]);
    }

    private static String nested(String text, SplittableRandom random) {
        int[] span = span(text, random);
        int depth = DEPTHS[random.nextInt(DEPTHS.length)];
        boolean list = random.nextBoolean();
        String wrapped = (list ? "[" : "{\"a\":").repeat(depth)
                + text.substring(span[0], span[1])
                + (list ? "]" : "}").repeat(depth);
        return text.substring(0, span[0]) + wrapped + text.substring(span[1]);
    }

    /* From an opening bracket to its closing bracket; up to eight characters when there are no brackets. */
    private static int[] span(String text, SplittableRandom random) {
        int from = random.nextInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = (from + i) % text.length();
            char opening = text.charAt(at);
            if (opening == '{' || opening == '[' || opening == '<') {
                return new int[] {at, end(text, at)};
            }
        }
        return new int[] {from, Math.min(text.length(), from + 8)};
    }

    private static int end(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{', '[', '<' -> depth++;
                case '}', ']', '>' -> depth--;
                default -> {}
            }
            if (depth <= 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
