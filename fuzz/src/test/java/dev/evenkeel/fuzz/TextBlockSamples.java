// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.List;

/// Text blocks that the test extracts.
final class TextBlockSamples {
    static final List<String> ALL = List.of("""
            a: 1
            b: "x"
            """, """
            {"c": "%s"}
            """);

    private TextBlockSamples() {}
}
