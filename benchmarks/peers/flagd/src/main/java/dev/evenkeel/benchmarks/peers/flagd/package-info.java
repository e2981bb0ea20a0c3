// SPDX-License-Identifier: Apache-2.0

/// flagd's provider for OpenFeature in the contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.flagd;

import org.jspecify.annotations.NullMarked;
