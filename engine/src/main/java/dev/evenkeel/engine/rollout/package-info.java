// SPDX-License-Identifier: Apache-2.0

/// Pure decisions about a rollout: plan, progress and evidence in, verdicts and a decision out.
@NullMarked
package dev.evenkeel.engine.rollout;

import org.jspecify.annotations.NullMarked;
