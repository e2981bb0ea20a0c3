// SPDX-License-Identifier: Apache-2.0

/// What simulations share: sections of a measurement, many runs from one seed, random counts, and how sure a counted
/// share is.
@NullMarked
package dev.evenkeel.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
