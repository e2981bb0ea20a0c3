// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/// The paths that a library calls. Thread-safe.
///
/// @param control returns the caller's result
/// @param candidate returns the result to compare
/// @param same whether two results are equal; control's comes first
public record ShadowPaths(
        UnaryOperator<String> control, UnaryOperator<String> candidate, BiPredicate<String, String> same) {}
