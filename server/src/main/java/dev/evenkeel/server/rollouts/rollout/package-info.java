// SPDX-License-Identifier: Apache-2.0

/// Guarded rollouts: model, status, repositories and read services. Other features read rollouts here; the
/// guard and commands are in the packages below.
@NullMarked
package dev.evenkeel.server.rollouts.rollout;

import org.jspecify.annotations.NullMarked;
