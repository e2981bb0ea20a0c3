// SPDX-License-Identifier: Apache-2.0

/// Placebo studies of before/after comparisons: simulated histories with and without an effect, evaluated by
/// the code that reports use (`bench results`).
@NullMarked
package dev.evenkeel.benchmarks.placebo;

import org.jspecify.annotations.NullMarked;
