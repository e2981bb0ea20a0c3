// SPDX-License-Identifier: Apache-2.0

/// The contest of flag libraries: evaluates the same three flags with each, on separate class paths.
@NullMarked
package dev.evenkeel.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
