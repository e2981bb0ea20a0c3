// SPDX-License-Identifier: Apache-2.0

/// Commands for capacity plans, work items, splits and required capacity of teams.
@NullMarked
package dev.evenkeel.cli.capacity;

import org.jspecify.annotations.NullMarked;
