// SPDX-License-Identifier: Apache-2.0

/// Rollout decisions: [dev.evenkeel.engine.rollout.GuardEngine] takes a plan, progress and evidence and
/// returns verdicts and one action. Pure. Start here to change what makes a rollout advance, hold or roll
/// back.
@NullMarked
package dev.evenkeel.engine.rollout;

import org.jspecify.annotations.NullMarked;
