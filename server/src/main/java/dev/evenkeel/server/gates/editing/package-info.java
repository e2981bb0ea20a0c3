// SPDX-License-Identifier: Apache-2.0

/// Flag edits by users: edit, kill, schedule, merge, revert, segments, and proposals that wait for approval.
/// Each edit replaces the whole definition once, so it is validated, versioned and audited as one change.
@NullMarked
package dev.evenkeel.server.gates.editing;

import org.jspecify.annotations.NullMarked;
