// SPDX-License-Identifier: Apache-2.0

/// Exact computations and simulations of the guard's error rates and detection delays, compared with the
/// rollout rules of other tools. Results are published in `docs/reference/guard-proof.md`.
@NullMarked
package dev.evenkeel.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
