// SPDX-License-Identifier: Apache-2.0

/// Faults between and in processes: a TCP proxy that delays or drops traffic, and signals that stop or kill a
/// process.
@NullMarked
package dev.evenkeel.benchmarks.faultinjection;

import org.jspecify.annotations.NullMarked;
