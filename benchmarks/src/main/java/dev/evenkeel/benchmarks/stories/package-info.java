// SPDX-License-Identifier: Apache-2.0

/// Failure scenarios on the real payment service: failed calls, latency and money that each kind of bad
/// candidate costs before the guard rolls back (`bench stories`).
@NullMarked
package dev.evenkeel.benchmarks.stories;

import org.jspecify.annotations.NullMarked;
