// SPDX-License-Identifier: Apache-2.0

/// Times of the parts at one commit, or at two commits that take turns.
@NullMarked
package dev.evenkeel.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
