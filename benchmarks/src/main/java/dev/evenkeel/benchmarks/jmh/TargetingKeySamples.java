// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

/// Sample targeting keys as services use them: UUIDs.
final class TargetingKeySamples {
    private static final int COUNT = 1 << 10;

    private TargetingKeySamples() {}

    /// Creates 1,024 different keys.
    static String[] create() {
        var keys = new String[COUNT];
        for (int i = 0; i < COUNT; i++) {
            keys[i] = "3b241101-e2bb-4255-8caf-" + (100_000_000_000L + i);
        }
        return keys;
    }
}
