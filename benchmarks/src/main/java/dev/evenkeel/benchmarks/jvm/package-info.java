// SPDX-License-Identifier: Apache-2.0

/// Starts JMH and other measurements in separate JVMs and reads their results.
@NullMarked
package dev.evenkeel.benchmarks.jvm;

import org.jspecify.annotations.NullMarked;
