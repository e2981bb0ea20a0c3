// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// YAML texts that break readers.
final class PathologicalYaml {
    private static final int DEEP = 20_000;
    private static final List<String> OWN = List.of(
            "---\n",
            "...\n",
            "--- a\n--- b\n--- c\n",
            "%YAML 1.1\n---\na: yes\n",
            "%TAG ! tag:example.com,2026:\n---\n!a b\n",
            "\t- a",
            "a: b: c",
            "a: [",
            "a: 'b",
            "a: |",
            "? ",
            "- ".repeat(DEEP),
            "? ".repeat(DEEP),
            "[".repeat(DEEP),
            "{".repeat(DEEP),
            "{a: ".repeat(DEEP) + "1" + "}".repeat(DEEP),
            indented(1_000),
            laughs(9, 9),
            laughs(16, 3),
            laughs(25, 2),
            laughs(49, 1),
            laughs(100, 9),
            keyed(16, 3),
            "a: &a " + "x".repeat(50_000) + "\nb: [" + "*a, ".repeat(50_000) + "*a]",
            "&a " + "x".repeat(50_000) + ": 1\nb: [" + "{*a : 1}, ".repeat(20_000) + "{*a : 1}]",
            "a: &a [*a]",
            "a: &a {b: &b [*a, *b]}",
            "&a ? *a : *a",
            "a: " + "9".repeat(50_000),
            "a: 0x" + "F".repeat(50_000),
            "a: 1" + "_0".repeat(20_000),
            "a: " + "1:".repeat(20_000) + "1",
            "--- a\n".repeat(5_000),
            "#" + "x".repeat(100_000),
            "a: \"" + "\\\n".repeat(20_000) + "\"");

    static final List<String> ALL = both();

    private PathologicalYaml() {}

    private static List<String> both() {
        List<String> all = new ArrayList<>(OWN);
        all.addAll(PathologicalJson.ALL);
        return List.copyOf(all);
    }

    /* Each level references the previous one `times` times: `times` to the power of `levels` in total. */
    private static String laughs(int levels, int times) {
        return IntStream.range(0, levels)
                .mapToObj(level -> "a" + level + ": &a" + level + " ["
                        + (level == 0 ? "lol" : ("*a" + (level - 1) + ", ").repeat(times)) + "]\n")
                .collect(Collectors.joining());
    }

    /* The same expansion as a member's name. */
    private static String keyed(int levels, int times) {
        return laughs(levels, times) + "? *a" + (levels - 1) + "\n: 1\n";
    }

    private static String indented(int levels) {
        return IntStream.range(0, levels)
                .mapToObj(level -> " ".repeat(level) + "a:\n")
                .collect(Collectors.joining());
    }
}
