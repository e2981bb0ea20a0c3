// SPDX-License-Identifier: Apache-2.0

/// Rollback plans, the timing of rollback drills, and how long a drill stays valid.
@NullMarked
package dev.evenkeel.engine.drill;

import org.jspecify.annotations.NullMarked;
