// SPDX-License-Identifier: Apache-2.0

/// Commands for incidents, follow-ups, causes, incident reports and detection drills.
@NullMarked
package dev.evenkeel.cli.incident;

import org.jspecify.annotations.NullMarked;
