// SPDX-License-Identifier: Apache-2.0

/// Capacity plans, work items and required capacity of teams, and the gate that blocks changes while required
/// work is open.
@NullMarked
package dev.evenkeel.server.decisions.capacity;

import org.jspecify.annotations.NullMarked;
