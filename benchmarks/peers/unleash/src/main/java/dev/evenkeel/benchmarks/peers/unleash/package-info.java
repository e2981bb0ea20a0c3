// SPDX-License-Identifier: Apache-2.0

/// Unleash in the contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.unleash;

import org.jspecify.annotations.NullMarked;
