// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.Main;

/// Program that runs benchmarks from the class path with JMH's own arguments, such as `EvaluationBenchmark
/// -prof gc`.
public final class JmhMain {
    private JmhMain() {}

    /// Runs the benchmarks and prints the machine's load before and after, which is needed to interpret the
    /// times.
    public static void main(String[] arguments) throws IOException {
        printLoad();
        Main.main(arguments);
        printLoad();
    }

    private static void printLoad() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                "load average %.2f on %d cores%n", system.getSystemLoadAverage(), system.getAvailableProcessors());
    }
}
