// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.config;

import java.nio.file.Path;

/// What a run of the demo may be told.
///
/// @param home root of the repository or of an unpacked package, where the programs are
/// @param data folder for both databases and the logs
/// @param port port of the server, 0 for any
/// @param perSecond mean payment messages per second, at most
/// @param fixedRate whether it stays at that number where the machine does not keep up
/// @param debtors number of distinct paying customers
/// @param seed of the random traffic
public record DemoOptions(Path home, Path data, int port, double perSecond, boolean fixedRate, int debtors, long seed) {
    /// Messages per second for which the stories and their time limits were made.
    public static final double USUAL_PER_SECOND = 250;
}
