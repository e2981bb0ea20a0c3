// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// The users to evaluate flags for: 1,024 names that look like UUIDs, in rotation. Not thread-safe.
final class ContestUsers {
    static final int COUNT = 1 << 10;
    static final String COUNTRY = "CH";
    static final String OTHER_COUNTRY = "AT";

    private final String[] names = new String[COUNT];
    private int next;

    ContestUsers() {
        for (int i = 0; i < COUNT; i++) {
            names[i] = "3b241101-e2bb-4255-8caf-" + (100_000_000_000L + i);
        }
    }

    String next() {
        return names[next++ & (COUNT - 1)];
    }
}
