// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

/// An author's definition as it was written at a revision.
///
/// @param change since when it is, or was, in force, who wrote it and why
/// @param text word for word
public record DefinitionAtRevision(DefinitionRevision change, String text) {}
