// SPDX-License-Identifier: Apache-2.0

/// Stretches of the calendar by which people count.
@NullMarked
package dev.evenkeel.engine.calendar;

import org.jspecify.annotations.NullMarked;
