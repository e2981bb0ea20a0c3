// SPDX-License-Identifier: Apache-2.0

/// The guard job: assembles ticks from evidence, evaluates them with `engine.rollout`, and executes each
/// transition in one transaction with its exposure and audit entry. Start here to change when and how rollouts
/// are evaluated.
@NullMarked
package dev.evenkeel.server.rollouts.rollout.guard;

import org.jspecify.annotations.NullMarked;
