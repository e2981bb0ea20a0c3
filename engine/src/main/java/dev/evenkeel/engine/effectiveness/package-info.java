// SPDX-License-Identifier: Apache-2.0

/// Before/after results of completed work with intervals: failure rates and incident rates next to a
/// comparison group, with a baseline that excludes the incidents that triggered the work, and placebo studies
/// of how often such results mislead.
@NullMarked
package dev.evenkeel.engine.effectiveness;

import org.jspecify.annotations.NullMarked;
