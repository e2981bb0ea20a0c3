// SPDX-License-Identifier: Apache-2.0

/// Capacity of teams: actual use of working time, recommended splits and the rule behind each, and the order
/// of work by cost of delay. Effort is in person-days.
@NullMarked
package dev.evenkeel.engine.capacity;

import org.jspecify.annotations.NullMarked;
