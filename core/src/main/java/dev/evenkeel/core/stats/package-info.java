// SPDX-License-Identifier: Apache-2.0

/// Sequential tests that stay valid under continuous monitoring: e-processes that compare a candidate with
/// its control, whose probability of ever reaching `1/alpha` under the null hypothesis is at most alpha
/// (Ville's inequality). Values are natural logarithms computed with `StrictMath`, so that stored ticks
/// replay to the same bits on every machine.
///
/// Tests are mutable and confined to one thread; results are immutable.
@NullMarked
package dev.evenkeel.core.stats;

import org.jspecify.annotations.NullMarked;
