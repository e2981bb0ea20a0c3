// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.config;

import java.nio.file.Path;

/// The options of a demo run.
///
/// @param home root of the repository or of an unpacked package, which contains the programs
/// @param data folder for both databases and the logs
/// @param port port of the server, 0 for any
/// @param perSecond maximum of the mean payment messages per second
/// @param fixedRate whether the rate stays fixed even if the machine does not keep up
/// @param debtors number of distinct paying customers
/// @param seed seed of the random traffic
public record DemoOptions(Path home, Path data, int port, double perSecond, boolean fixedRate, int debtors, long seed) {
    /// Messages per second that the stories and their time limits are designed for.
    public static final double USUAL_PER_SECOND = 250;
}
