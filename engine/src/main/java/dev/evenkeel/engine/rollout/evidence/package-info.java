// SPDX-License-Identifier: Apache-2.0

/// State of the guard between ticks: evidence of each guardrail, its codec for storage, and checks of the
/// evidence itself, such as sample ratio and lost outcomes.
@NullMarked
package dev.evenkeel.engine.rollout.evidence;

import org.jspecify.annotations.NullMarked;
