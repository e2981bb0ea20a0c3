// SPDX-License-Identifier: Apache-2.0

/// Freeze calendars in JSON, YAML and iCalendar, and the dates of their recurring windows.
@NullMarked
package dev.evenkeel.files.freeze;

import org.jspecify.annotations.NullMarked;
