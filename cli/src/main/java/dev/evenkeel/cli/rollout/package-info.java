// SPDX-License-Identifier: Apache-2.0

/// Commands that preview plans, start, watch, approve, abort and resume rollouts, wait for their end, and
/// replay stored guard decisions.
@NullMarked
package dev.evenkeel.cli.rollout;

import org.jspecify.annotations.NullMarked;
