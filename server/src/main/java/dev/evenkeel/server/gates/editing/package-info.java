// SPDX-License-Identifier: Apache-2.0

/// Flag edits by people: edit, kill, schedule, merge, revert, segments, and proposals that wait for approval.
/// Every edit becomes one replacement of the definition, so it is validated, versioned and audited as such.
@NullMarked
package dev.evenkeel.server.gates.editing;

import org.jspecify.annotations.NullMarked;
