// SPDX-License-Identifier: Apache-2.0

/// Measurements of the hot paths, by JMH.
@NullMarked
package dev.evenkeel.benchmarks;

import org.jspecify.annotations.NullMarked;
