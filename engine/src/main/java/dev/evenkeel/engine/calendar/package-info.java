// SPDX-License-Identifier: Apache-2.0

/// Calendar periods for reports, such as quarters.
@NullMarked
package dev.evenkeel.engine.calendar;

import org.jspecify.annotations.NullMarked;
