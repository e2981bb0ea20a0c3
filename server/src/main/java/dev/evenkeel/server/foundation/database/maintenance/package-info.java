// SPDX-License-Identifier: Apache-2.0

/// Background checks of the database: availability, clock difference, quarantine of invalid rows, and hooks
/// after a restore from backup.
@NullMarked
package dev.evenkeel.server.foundation.database.maintenance;

import org.jspecify.annotations.NullMarked;
