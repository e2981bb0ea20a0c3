// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

/// Says on standard error what long work is at.
final class ProgressLog {
    private ProgressLog() {}

    static void say(String section, String circumstance) {
        System.err.println("experiments: " + section + ": " + circumstance);
    }
}
