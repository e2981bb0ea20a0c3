// SPDX-License-Identifier: Apache-2.0

/// The contest of flag libraries: the same three questions put to each, on a class path of its own.
@NullMarked
package dev.evenkeel.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
