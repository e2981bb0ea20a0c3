// SPDX-License-Identifier: Apache-2.0

/// Delay between a flag change and its arrival at every client, for SDK processes and raw streams (`bench
/// propagation`).
@NullMarked
package dev.evenkeel.benchmarks.propagation;

import org.jspecify.annotations.NullMarked;
