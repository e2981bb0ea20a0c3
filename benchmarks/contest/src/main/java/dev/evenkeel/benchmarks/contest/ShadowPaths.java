// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/// What a library is given to call. Thread-safe.
///
/// @param control gives the caller's answer
/// @param candidate gives the answer to compare with
/// @param same whether two answers are alike; control's comes first
public record ShadowPaths(
        UnaryOperator<String> control, UnaryOperator<String> candidate, BiPredicate<String, String> same) {}
