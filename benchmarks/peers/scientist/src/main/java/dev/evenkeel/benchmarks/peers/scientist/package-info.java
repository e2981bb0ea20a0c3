// SPDX-License-Identifier: Apache-2.0

/// Scientist for Java in the shadow contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.scientist;

import org.jspecify.annotations.NullMarked;
