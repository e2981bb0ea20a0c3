// SPDX-License-Identifier: Apache-2.0

/// `evenkeel rollout`: previews plans, starts rollouts, watches them, waits for them and ends them; and
/// judges their stored evidence again.
@NullMarked
package dev.evenkeel.cli.rollout;

import org.jspecify.annotations.NullMarked;
