// SPDX-License-Identifier: Apache-2.0

/// LaunchDarkly in the contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.launchdarkly;

import org.jspecify.annotations.NullMarked;
