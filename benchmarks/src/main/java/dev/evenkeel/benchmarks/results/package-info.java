// SPDX-License-Identifier: Apache-2.0

/// What results before and after a decision promise: made-up histories in which nothing was done, and
/// some in which something was, judged by the code that reports use.
@NullMarked
package dev.evenkeel.benchmarks.results;

import org.jspecify.annotations.NullMarked;
