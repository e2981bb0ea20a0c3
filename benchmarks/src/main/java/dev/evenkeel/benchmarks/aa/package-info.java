// SPDX-License-Identifier: Apache-2.0

/// Rollouts of candidates that are the same as control, on a real server: how many the guard rolls back.
@NullMarked
package dev.evenkeel.benchmarks.aa;

import org.jspecify.annotations.NullMarked;
