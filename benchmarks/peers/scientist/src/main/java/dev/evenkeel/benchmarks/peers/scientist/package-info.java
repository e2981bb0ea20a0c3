// SPDX-License-Identifier: Apache-2.0

/// Scientist for Java in the contest of shadows.
@NullMarked
package dev.evenkeel.benchmarks.peers.scientist;

import org.jspecify.annotations.NullMarked;
