// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import org.jspecify.annotations.Nullable;

/// Who makes an edit, and what it builds on.
///
/// @param name as it stands in the ledger
/// @param reason why, as the author says it; may be empty
/// @param expectedRevision the revision the author saw; null to edit whatever is there
record EditContext(String name, String reason, @Nullable Long expectedRevision) {}
