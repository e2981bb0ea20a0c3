// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// JSON texts that break readers.
final class PathologicalJson {
    private static final int DEEP = 100_000;

    static final List<String> ALL = List.of(
            "",
            " ",
            "\uFEFF",
            "\uFEFF{}",
            "\u0000",
            "{}\u0000",
            "null",
            "true",
            "0",
            "\"\"",
            "[]",
            "{}",
            "{}{}",
            "{} x",
            "[".repeat(DEEP),
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "[".repeat(199) + "]".repeat(199),
            "[".repeat(201) + "]".repeat(201),
            "[".repeat(999) + "]".repeat(999),
            "1e999999999",
            "-" + "9".repeat(DEEP),
            "1." + "0".repeat(DEEP) + "1",
            "{\"a\":1e999999999,\"b\":1e-999999999}",
            "{\"" + "a".repeat(DEEP) + "\":1}",
            "\"" + "\\u0061".repeat(DEEP / 2) + "\"",
            "{" + "\"a\":1,".repeat(DEEP / 5) + "\"a\":1}",
            "[" + "{},".repeat(DEEP / 3) + "{}]",
            "{" + members(DEEP) + "}",
            "[" + "null,".repeat(DEEP / 5) + "null]",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\\u0000\"}",
            "{\"__proto__\":{\"a\":1},\"@class\":\"java.lang.Runtime\",\"@type\":\"java.net.URL\"}",
            "\n".repeat(DEEP));

    private PathologicalJson() {}

    private static String members(int number) {
        return IntStream.range(0, number).mapToObj(i -> "\"" + i + "\":0").collect(Collectors.joining(","));
    }
}
