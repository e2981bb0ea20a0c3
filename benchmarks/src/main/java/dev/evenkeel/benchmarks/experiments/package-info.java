// SPDX-License-Identifier: Apache-2.0

/// What experiments promise: units drawn at random, taken in by the analysis that the server uses, looked at all the
/// time, beside a test of fixed size on the same units.
@NullMarked
package dev.evenkeel.benchmarks.experiments;

import org.jspecify.annotations.NullMarked;
