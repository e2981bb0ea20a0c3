// SPDX-License-Identifier: Apache-2.0

/// `evenkeel rollout`: what concerns rollouts.
@NullMarked
package dev.evenkeel.cli.rollout;

import org.jspecify.annotations.NullMarked;
