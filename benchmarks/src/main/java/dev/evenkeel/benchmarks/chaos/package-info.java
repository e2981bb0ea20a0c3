// SPDX-License-Identifier: Apache-2.0

/// Chaos campaign: three servers on one database, SDK processes and payment services run under a schedule of
/// faults, and then invariants are checked. The schedule and the checks are pure; add an `InvariantCheck` for a
/// new guarantee.
@NullMarked
package dev.evenkeel.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
