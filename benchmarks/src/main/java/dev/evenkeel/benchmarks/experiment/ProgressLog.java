// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

/// Progress messages of long work on standard error.
final class ProgressLog {
    private ProgressLog() {}

    static void log(String section, String circumstance) {
        System.err.println("experiments: " + section + ": " + circumstance);
    }
}
