// SPDX-License-Identifier: Apache-2.0

/// Ratios of benchmark times measured in one run, with limits. They detect slower code on machines of any speed
/// and under load.
@NullMarked
package dev.evenkeel.benchmarks.ratios;

import org.jspecify.annotations.NullMarked;
