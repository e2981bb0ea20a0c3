// SPDX-License-Identifier: Apache-2.0

/// The entry point of `bench`: it finds the command of each benchmark. Register a new benchmark here.
@NullMarked
package dev.evenkeel.benchmarks;

import org.jspecify.annotations.NullMarked;
