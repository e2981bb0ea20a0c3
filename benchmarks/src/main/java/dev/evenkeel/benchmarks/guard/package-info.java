// SPDX-License-Identifier: Apache-2.0

/// What the guard proves: exact computations and simulations with the guards themselves, beside the rules of other
/// tools.
@NullMarked
package dev.evenkeel.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
