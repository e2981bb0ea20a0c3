// SPDX-License-Identifier: Apache-2.0

/// Faults of processes, networks, disks and clocks, and their injection.
@NullMarked
package dev.evenkeel.benchmarks.faultinjection;

import org.jspecify.annotations.NullMarked;
