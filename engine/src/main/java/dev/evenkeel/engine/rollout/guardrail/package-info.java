// SPDX-License-Identifier: Apache-2.0

/// Evaluators, one for each kind of guardrail in a plan: they turn ticks into evidence for rollback or
/// advance. Add an evaluator together with its guardrail in `engine.rollout.plan`.
@NullMarked
package dev.evenkeel.engine.rollout.guardrail;

import org.jspecify.annotations.NullMarked;
