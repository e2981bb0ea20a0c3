// SPDX-License-Identifier: Apache-2.0

/// What every measurement writes: the machine, the load on it, the command, the figures.
@NullMarked
package dev.evenkeel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
