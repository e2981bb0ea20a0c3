// SPDX-License-Identifier: Apache-2.0

/// Commands on rollouts: validation, advice and gates before a start, prepared changes, abort and approval.
@NullMarked
package dev.evenkeel.server.rollouts.rollout.start;

import org.jspecify.annotations.NullMarked;
