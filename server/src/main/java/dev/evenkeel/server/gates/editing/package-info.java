// SPDX-License-Identifier: Apache-2.0

/// Flag edits by users: edit, kill, schedule, merge, revert, segments, and proposals that wait for approval.
/// Each edit replaces the whole definition once, so it is validated, versioned and audited as one change.
/// `FlagEditService` leads each edit through validation, gates, storage and the audit log.
@NullMarked
package dev.evenkeel.server.gates.editing;

import org.jspecify.annotations.NullMarked;
