// SPDX-License-Identifier: Apache-2.0

/// What a guarded and a shadowed call cost the caller, beside other libraries that compare answers.
@NullMarked
package dev.evenkeel.benchmarks.shadow;

import org.jspecify.annotations.NullMarked;
