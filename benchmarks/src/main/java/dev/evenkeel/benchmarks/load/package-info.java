// SPDX-License-Identifier: Apache-2.0

/// Sustained load on one server: throughput, memory and CPU over a long run (`bench load`).
@NullMarked
package dev.evenkeel.benchmarks.load;

import org.jspecify.annotations.NullMarked;
