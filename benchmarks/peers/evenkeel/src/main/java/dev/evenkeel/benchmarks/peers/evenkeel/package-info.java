// SPDX-License-Identifier: Apache-2.0

/// Evenkeel in the contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.evenkeel;

import org.jspecify.annotations.NullMarked;
