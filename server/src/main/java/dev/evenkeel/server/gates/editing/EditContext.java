// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import org.jspecify.annotations.Nullable;

/// The author, reason and expected revision of an edit.
///
/// @param name author, as in the audit log
/// @param reason the author's reason; may be empty
/// @param expectedRevision revision that the author saw; null to edit any revision
record EditContext(String name, String reason, @Nullable Long expectedRevision) {}
