// SPDX-License-Identifier: Apache-2.0

/// FF4J in the contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.ff4j;

import org.jspecify.annotations.NullMarked;
