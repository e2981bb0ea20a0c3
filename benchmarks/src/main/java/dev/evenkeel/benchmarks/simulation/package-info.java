// SPDX-License-Identifier: Apache-2.0

/// Shared code of simulations: sections of a report, parallel runs from one seed, random draws, and the
/// precision of a simulated rate.
@NullMarked
package dev.evenkeel.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
