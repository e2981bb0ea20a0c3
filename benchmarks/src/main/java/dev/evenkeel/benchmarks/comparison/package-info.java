// SPDX-License-Identifier: Apache-2.0

/// Runs the JMH benchmarks of one commit, or of two commits alternately, and compares their times (`bench
/// all`).
@NullMarked
package dev.evenkeel.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
