// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.api.FlagApi.FlagSetRevision;

/// An author's definition as of a revision.
///
/// @param change the change that activated the definition
/// @param text the definition, verbatim
public record FlagSetAtRevision(FlagSetRevision change, String text) {}
