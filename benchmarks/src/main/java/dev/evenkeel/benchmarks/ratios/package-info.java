// SPDX-License-Identifier: Apache-2.0

/// Ratios of times measured in one run: they detect slower code on machines of any speed and under load.
@NullMarked
package dev.evenkeel.benchmarks.ratios;

import org.jspecify.annotations.NullMarked;
