// SPDX-License-Identifier: Apache-2.0

/// What came of a decision, told honestly: before and after with intervals, beside services in which
/// nothing was done, with a baseline that ends before the incidents that led to it, and a study of how
/// often such results mislead.
@NullMarked
package dev.evenkeel.engine.result;

import org.jspecify.annotations.NullMarked;
