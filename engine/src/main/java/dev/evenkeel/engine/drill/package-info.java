// SPDX-License-Identifier: Apache-2.0

/// Rollback plans and their drills: how a change is taken back, how long that took when it was
/// tried, and how long that counts.
@NullMarked
package dev.evenkeel.engine.drill;

import org.jspecify.annotations.NullMarked;
