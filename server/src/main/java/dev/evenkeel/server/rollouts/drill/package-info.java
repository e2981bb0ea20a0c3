// SPDX-License-Identifier: Apache-2.0

/// Rollback plans and rollback drills on running services, and the gate that requires a recent drill.
@NullMarked
package dev.evenkeel.server.rollouts.drill;

import org.jspecify.annotations.NullMarked;
