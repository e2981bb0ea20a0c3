// SPDX-License-Identifier: Apache-2.0

/// Freeze calendars as people write them: JSON or YAML, and iCalendar; and the times that their rules
/// come to.
@NullMarked
package dev.evenkeel.files.freeze;

import org.jspecify.annotations.NullMarked;
