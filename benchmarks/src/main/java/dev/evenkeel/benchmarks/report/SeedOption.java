// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import picocli.CommandLine.Option;

/// The option for the seed of random numbers.
public final class SeedOption {
    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of all random numbers (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    public SeedOption() {}

    public long seed() {
        return seed;
    }

    /// Returns the option as typed; empty for the default.
    public String argument() {
        return seed == 1 ? "" : " --seed " + seed;
    }
}
