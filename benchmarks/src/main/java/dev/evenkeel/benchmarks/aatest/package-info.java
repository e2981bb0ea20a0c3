// SPDX-License-Identifier: Apache-2.0

/// A/A test of the guard: rollouts on a real server whose candidate equals control, and how many of them the
/// guard rolls back by mistake.
@NullMarked
package dev.evenkeel.benchmarks.aatest;

import org.jspecify.annotations.NullMarked;
