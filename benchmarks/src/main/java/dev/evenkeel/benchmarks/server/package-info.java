// SPDX-License-Identifier: Apache-2.0

/// A server under measurement in its own process, with its CPU time and memory.
@NullMarked
package dev.evenkeel.benchmarks.server;

import org.jspecify.annotations.NullMarked;
