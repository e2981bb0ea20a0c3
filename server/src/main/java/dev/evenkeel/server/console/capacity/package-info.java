// SPDX-License-Identifier: Apache-2.0

/// Capacity page of a team.
@NullMarked
package dev.evenkeel.server.console.capacity;

import org.jspecify.annotations.NullMarked;
