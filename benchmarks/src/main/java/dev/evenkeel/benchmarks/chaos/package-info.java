// SPDX-License-Identifier: Apache-2.0

/// Three servers on one database and the processes that they lead, under faults by a schedule; then what
/// they did is held against what they must. The schedule ([Schedule]) and the checks ([Check]) are pure.
@NullMarked
package dev.evenkeel.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
