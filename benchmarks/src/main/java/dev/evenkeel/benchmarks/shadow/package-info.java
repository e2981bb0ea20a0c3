// SPDX-License-Identifier: Apache-2.0

/// Overhead of guarded and shadowed calls for the caller, compared with other libraries that compare results
/// (`bench shadow`).
@NullMarked
package dev.evenkeel.benchmarks.shadow;

import org.jspecify.annotations.NullMarked;
