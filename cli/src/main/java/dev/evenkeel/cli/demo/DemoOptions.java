// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.nio.file.Path;
import java.time.Duration;

/// What a run of the demo may be told.
///
/// @param home root of the repository or of an unpacked package, where the programs are
/// @param data folder for both databases and the logs
/// @param port port of the server, 0 for any
/// @param perSecond mean payment messages per second
/// @param debtors number of distinct paying customers
/// @param seed of the random traffic
/// @param limit time after which the demo fails
public record DemoOptions(Path home, Path data, int port, double perSecond, int debtors, long seed, Duration limit) {}
