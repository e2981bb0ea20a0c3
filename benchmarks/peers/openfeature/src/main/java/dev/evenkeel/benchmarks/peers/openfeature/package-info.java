// SPDX-License-Identifier: Apache-2.0

/// The OpenFeature SDK and its own providers in the contest.
@NullMarked
package dev.evenkeel.benchmarks.peers.openfeature;

import org.jspecify.annotations.NullMarked;
