// SPDX-License-Identifier: Apache-2.0

/// JMH benchmarks of the hot paths: evaluation, recording, shadow calls, the guard and risk comparison. Class
/// and method names are result keys, so renaming one breaks the comparison with older commits.
@NullMarked
package dev.evenkeel.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
