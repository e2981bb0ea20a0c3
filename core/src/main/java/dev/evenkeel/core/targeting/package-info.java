// SPDX-License-Identifier: Apache-2.0

/// Targeting rules: JsonLogic with flagd's operators, compiled once when a definition is loaded. Internal; add
/// a new operator here, with a vector in `spec/evaluation`.
@NullMarked
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.NullMarked;
