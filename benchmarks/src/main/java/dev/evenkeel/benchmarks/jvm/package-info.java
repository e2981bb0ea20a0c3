// SPDX-License-Identifier: Apache-2.0

/// Measurements in JVMs of their own, and what JMH says there.
@NullMarked
package dev.evenkeel.benchmarks.jvm;

import org.jspecify.annotations.NullMarked;
