// SPDX-License-Identifier: Apache-2.0

/// Rollout plans: steps, guardrails, time limits, policies and their validation.
@NullMarked
package dev.evenkeel.engine.rollout.plan;

import org.jspecify.annotations.NullMarked;
