// SPDX-License-Identifier: Apache-2.0

/// Togglz in the contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.togglz;

import org.jspecify.annotations.NullMarked;
