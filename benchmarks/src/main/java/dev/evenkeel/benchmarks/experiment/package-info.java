// SPDX-License-Identifier: Apache-2.0

/// Simulations that check the statistical guarantees of experiments: random units are analyzed continuously by
/// the server's own code, and by a fixed-size test for comparison.
@NullMarked
package dev.evenkeel.benchmarks.experiment;

import org.jspecify.annotations.NullMarked;
